"""The pattern of a half-year report that every office begins with. Its words are the paper's: Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from tonghu.reports.rules import SectionKind

NAME = "半年工作总结"
TITLE = "[[office]][[period]]未成年人保护工作总结"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A section to begin with: its sort, heading and text."""

    kind: SectionKind
    heading: str
    body: str


SECTIONS = (
    Pattern(
        SectionKind.WORK,
        "法制宣传",
        "[[period]]，[[office]]把未成年人保护法律送到学校、村居和家庭，共开展法制宣传活动[[outreach.publicity]]，"
        "接受群众咨询[[outreach.consulted]]，联合开展活动的单位[[outreach.coorganisers]]。\n"
        "共印发各类宣传资料[[outreach.copies]]（[[outreach.material_kinds]]），包括宣传材料[[outreach.copies_material]]、"
        "手册[[outreach.copies_handbook]]、传单[[outreach.copies_leaflet]]、致家长的信[[outreach.copies_letter]]。\n"
        "[[chart:outreach.publicity:month]]",
    ),
    Pattern(
        SectionKind.WORK,
        "家庭教育",
        "举办各类讲座[[outreach.lectures]]，听众[[outreach.lecture_audience]]。其中，法律进家庭讲座"
        "[[outreach.law_lectures]]，专家家庭教育报告[[outreach.expert_talks]]，参加报告的家长[[outreach.talk_parents]]。"
        "担任主讲的讲师[[outreach.lecturers]]。\n"
        "另组织竞赛[[outreach.contests]]、培训[[outreach.training]]。",
    ),
    Pattern(
        SectionKind.WORK,
        "维权网络",
        "截至期末，辖区内有维权合议庭[[places.panels]]、基层维权站[[places.stations]]、法律援助中心[[places.legal_aid]]、"
        "家长学校[[places.parent_schools]]。\n"
        "[[table:outreach.activities:kind]]",
    ),
    Pattern(SectionKind.PROBLEMS, "存在问题", ""),
    Pattern(SectionKind.PROPOSALS, "意见建议", ""),
    Pattern(SectionKind.NEXT, "下一步打算", ""),
)
