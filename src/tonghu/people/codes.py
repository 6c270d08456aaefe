"""Codes of national standards about people, of which no well-kept package exists."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NATIONS = (  # noqa: SIM905  read in lines
    "Han Mongol Hui Zang Uygur Miao Yi Zhuang Buyei Chosen Man Dong Yao Bai Tujia Hani Kazak Dai Li Lisu Va She "
    "Gaoshan Lahu Sui Dongxiang Naxi Jingpo Kirgiz Tu Daur Mulao Qiang Blang Salar Maonan Gelao Xibe Achang Pumi Tajik "
    "Nu Uzbek Russ Ewenki Deang Bonan Yugur Gin Tatar Derung Oroqen Hezhen Monba Lhoba Jino"
).split()
"""GB/T 3304-1991, in the order of its codes 01 to 56, in the standard's own romanisation."""
NATIONS_ZH = (  # noqa: SIM905  read in lines
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 "
    "俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
NATION_CHOICES = [
    *((f"{number:02}", f"{zh}族 {name}") for number, (name, zh) in enumerate(zip(NATIONS, NATIONS_ZH, strict=True), 1)),
    ("97", _("Other ethnic group")),
    ("98", _("Foreign descent, Chinese nationality")),
]
"""GB/T 3304-1991: code and name; a name of a people is the same in both languages of the pages."""


class Kinship(models.TextChoices):
    """GB/T 4761-2008, relation to the child: those of its codes that a guardian or carer can have."""

    SPOUSE = "10", _("Spouse")
    FATHER = "51", _("Father")
    MOTHER = "52", _("Mother")
    STEPFATHER = "57", _("Stepfather or adoptive father")
    STEPMOTHER = "58", _("Stepmother or adoptive mother")
    FATHERS_FATHER = "61", _("Father's father")
    FATHERS_MOTHER = "62", _("Father's mother")
    MOTHERS_FATHER = "63", _("Mother's father")
    MOTHERS_MOTHER = "64", _("Mother's mother")
    GREAT_GRANDFATHER = "66", _("Great-grandfather")
    GREAT_GRANDMOTHER = "67", _("Great-grandmother")
    ELDER_BROTHER = "71", _("Elder brother")
    ELDER_SISTER = "75", _("Elder sister")
    FATHERS_BROTHER = "83", _("Father's brother")
    FATHERS_SISTER = "90", _("Father's sister")
    MOTHERS_BROTHER = "85", _("Mother's brother")
    MOTHERS_SISTER = "88", _("Mother's sister")
    OTHER_RELATIVE = "97", _("Other relative")
    NO_RELATIVE = "99", _("Not a relative")


class Education(models.TextChoices):
    """GB/T 4658-2006, the main classes."""

    POSTGRADUATE = "10", _("Postgraduate")
    BACHELOR = "20", _("Bachelor")
    COLLEGE = "30", _("College")
    VOCATIONAL = "40", _("Vocational secondary school")
    SENIOR = "60", _("Senior secondary school")
    JUNIOR = "70", _("Junior secondary school")
    PRIMARY = "80", _("Primary school")
    OTHER = "90", _("Other education")
