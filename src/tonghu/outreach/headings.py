"""What the columns of a sheet of activities may be called, and the words its cells may use."""

from __future__ import annotations

from functools import cache

from django.utils import translation

from tonghu.kit.text import normal
from tonghu.outreach.rules import ActivityKind, AudienceSort, Festival, Topic

FIELDS: dict[str, tuple[str, ...]] = {
    "day": ("日期", "时间", "活动日期", "活动时间", "开展时间", "开展日期", "Date"),
    "last_day": ("结束日期", "结束时间", "截止日期", "Last day"),
    "title": ("活动名称", "名称", "活动", "Name"),
    "kind": ("种类", "类型", "活动种类", "活动类型", "活动形式", "形式", "Kind"),
    "venue": ("地点", "活动地点", "场所", "Venue"),
    "office": ("主办单位", "承办单位", "填报单位", "单位", "Organising unit"),
    "coorganisers": ("联合单位", "协办单位", "参与单位", "合作单位", "Together with"),
    "materials": ("资料", "宣传资料", "发放资料", "资料名称", "Material"),
    "copies": ("份数", "发放份数", "资料份数", "数量", "Copies"),
    "consulted": ("咨询人数", "咨询人次", "接受咨询", "咨询", "People consulted"),
    "audience": ("听众", "听众人数", "参加人数", "参与人数", "受众人数", "人数", "Audience"),
    "lecturers": ("讲师", "主讲人", "授课人", "Lecturers"),
    "topics": ("主题", "宣传主题", "Topics"),
    "festival": ("节日", "节点", "时机", "Occasion"),
    "media": ("媒体", "Media"),
    "note": ("备注", "内容", "情况", "What happened"),
    "audience_parents": ("家长", "家长人数", "Parents"),
    "audience_pupils": ("学生", "学生人数", "Pupils"),
    "audience_teachers": ("教师", "老师", "教师人数", "Teachers"),
    "audience_villagers": ("群众", "村民", "居民", "群众人数", "Villagers and residents"),
    "audience_officials": ("干部", "干部人数", "Officials"),
    "audience_volunteers": ("志愿者", "志愿者人数", "Volunteers"),
}
REQUIRED = ("day", "kind", "venue")
SORTS = {f"audience_{sort}": sort for sort in AudienceSort.values}

WORDS: dict[type[ActivityKind | Topic | Festival], dict[str, tuple[str, ...]]] = {
    ActivityKind: {
        "campaign": ("宣传日", "宣传", "宣传活动", "广场宣传", "集中宣传"),
        "rights_week": ("维权周", "三八维权周"),
        "lecture": ("讲座", "家庭教育讲座", "公益讲座", "报告会"),
        "law_lecture": ("法律进家庭讲座", "法律讲座", "普法讲座", "法制讲座"),
        "expert_talk": ("专家讲座", "专家报告", "家庭教育专家讲座", "家庭教育报告会"),
        "contest": ("竞赛", "知识竞赛", "法律知识竞赛", "比赛"),
        "training": ("培训", "培训班"),
        "exhibition": ("展览", "图片展", "展板", "法治图片展"),
        "media": ("媒体宣传", "媒体", "广播电视"),
        "case_class": ("以案释法", "以案说法", "以案说法课", "模拟法庭", "案例课"),
        "village": ("送法下乡", "送法进村", "普法进村", "法律进村"),
    },
    Topic: {
        "law": ("未成年人保护法", "未保法", "法律", "法制", "普法"),
        "drowning": ("防溺水", "溺水"),
        "drugs": ("禁毒", "毒品", "防毒"),
        "sexual_abuse": ("防性侵", "性侵"),
        "bullying": ("防欺凌", "校园欺凌", "欺凌"),
        "net": ("网络", "网络安全", "防沉迷"),
        "domestic_violence": ("反家暴", "家庭暴力", "反家庭暴力"),
        "family_education": ("家庭教育",),
        "safety": ("安全", "交通安全", "消防", "食品安全", "交通、消防和食品安全"),
        "health": ("健康", "心理健康"),
        "trafficking": ("拐卖", "反拐", "防拐"),
        "morals": ("品德", "思想道德", "家风"),
    },
    Festival: {
        "womens_day": ("三八", "三八节", "三八妇女节", "妇女节", "三八维权周"),
        "family_day": ("国际家庭日", "家庭日"),
        "childrens_day": ("六一", "六一儿童节", "儿童节"),
        "drug_day": ("国际禁毒日", "禁毒日"),
        "anti_violence_day": ("反家暴日", "国际反家庭暴力日"),
        "constitution_day": ("宪法日", "国家宪法日"),
        "spring_festival": ("春节",),
        "term_start": ("开学", "开学第一课"),
    },
}


@cache
def field_of_heading() -> dict[str, str]:
    """Every heading that is understood, in normal form, with the field it means."""
    return {normal(name): field for field, names in FIELDS.items() for name in names}


@cache
def meanings(choices: type[ActivityKind | Topic | Festival]) -> dict[str, str]:
    """What a cell may say for each choice: its key, its label in both languages, and other words for it."""
    found = {word: value for value, words in WORDS[choices].items() for word in words}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found |= {normal(str(label)).lower(): value for value, label in choices.choices}
    return found | {value: value for value in choices.values}
