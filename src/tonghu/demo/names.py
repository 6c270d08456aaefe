"""Invented names of townships and people, made from characters that name nobody in particular."""

from __future__ import annotations

from random import Random

FIRST = "青白清云月柳杏桃梨松竹梅荷桂枫石沙银凤鹤雁莲永上下长高双东西南北芦苇榆槐杉茶麦稻"
SECOND = "湾桥坪溪塘岭渡泉坝洲滩峰谷口林田井台坡岩"
TAKEN = frozenset({"河湾", "石桥", "沙坪", "云溪", "青溪", "白沙", "桐坪", "月港", "长沙", "双林", "南口", "长岭"})

SURNAMES = "温江柏舒戚骆陶芦姜虞尹岑乔裘路左柯邵晏滕"
GIVEN = "禾苗雨晴岚溪舟帆澄霁棠榕瑜珂宁蓁晓桐阳秋朗越川初"


def township_stems(rng: Random, count: int) -> list[str]:
    """So many different names of two characters."""
    every = sorted({f + s for f in FIRST for s in SECOND} - TAKEN)
    return rng.sample(every, count)


def people_names(rng: Random, count: int) -> list[str]:
    """So many different names of two or three characters, none of them in the cast."""
    found: dict[str, None] = {}
    while len(found) < count:
        given = "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))
        found[rng.choice(SURNAMES) + given] = None
    return list(found)
