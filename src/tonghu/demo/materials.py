"""What is handed out: kinds of material by form, with the names that the build calls them by."""

from __future__ import annotations

from tonghu.access.actor import Actor
from tonghu.demo.world import World
from tonghu.outreach.actions import add_materials
from tonghu.outreach.rules import MaterialForm as Form

KINDS: dict[str, tuple[str, Form, str]] = {
    "law": ("未成年人保护法图解", Form.MATERIAL, "The law on minors in pictures"),
    "family_law": ("家庭教育促进法问答", Form.MATERIAL, "Questions on the family-education law"),
    "violence": ("反家庭暴力法图解", Form.MATERIAL, "The law against domestic violence in pictures"),
    "prevention": ("预防未成年人犯罪法简明本", Form.MATERIAL, "The prevention of juvenile offences in short"),
    "drugs": ("青少年禁毒彩页", Form.MATERIAL, "Colour pages against drugs"),
    "drowning": ("防溺水口诀卡", Form.MATERIAL, "Rhyme card against drowning"),
    "net": ("安全上网提示卡", Form.MATERIAL, "Card on safety on the net"),
    "bullying": ("防欺凌连环画", Form.MATERIAL, "Comic against bullying"),
    "girls": ("女童自护折页", Form.MATERIAL, "Folder on girls' self-protection"),
    "traffic": ("交通安全书签", Form.MATERIAL, "Bookmark on traffic"),
    "trafficking": ("防拐识骗卡", Form.MATERIAL, "Card against trafficking"),
    "handbook": ("儿童自护手册", Form.HANDBOOK, "Children's handbook of self-protection"),
    "parents": ("家庭教育指导手册", Form.HANDBOOK, "Handbook of family education"),
    "rights": ("妇女儿童维权手册", Form.HANDBOOK, "Handbook of women's and children's rights"),
    "hotline": ("12338维权热线传单", Form.LEAFLET, "Leaflet on the 12338 hotline"),
    "refuge": ("人身安全保护令传单", Form.LEAFLET, "Leaflet on protection orders"),
    "report": ("强制报告制度传单", Form.LEAFLET, "Leaflet on mandatory reporting"),
    "summer": ("暑期安全传单", Form.LEAFLET, "Leaflet on safety in summer"),
    "letter_summer": ("暑期致家长的一封信", Form.LETTER, "Letter to parents before summer"),
    "letter_net": ("文明用网致家长的一封信", Form.LETTER, "Letter to parents on the net"),
    "letter_away": ("致外出务工家长的一封信", Form.LETTER, "Letter to parents who work away"),
    "civil": ("民法典家事读本", Form.READER, "Reader on family law"),
    "youth": ("青少年法治读本", Form.READER, "Young people's reader on the law"),
}


def build(world: World, by: Actor) -> int:
    """Register every kind; returns how many."""
    added = add_materials(materials=[(name, form, name_en) for name, form, name_en in KINDS.values()], by=by)
    world.materials = dict(zip(KINDS, added, strict=True))
    return len(added)


def handouts(world: World, copies: dict[str, int]) -> tuple[tuple[int, int], ...]:
    """Copies by the short names above, as a draft states them."""
    return tuple((world.materials[key].pk, count) for key, count in copies.items() if count)
