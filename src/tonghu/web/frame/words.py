"""Dates as a ledger prints them at the head of a day."""

from datetime import date

DIGITS = "〇一二三四五六七八九十"
WEEKDAYS = "一二三四五六日"


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese: 三, 十一, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def headline(day: date, language: str) -> str:
    """``三月九日，星期一``, in English ``Monday, 9 March``."""
    if language.startswith("zh"):
        return f"{chinese_number(day.month)}月{chinese_number(day.day)}日，星期{WEEKDAYS[day.weekday()]}"
    return f"{day:%A}, {day.day} {day:%B}"


def since_january(day: date, language: str) -> str:
    """``一月至今``, in January ``一月``; in English ``January to now`` and ``January``."""
    if language.startswith("zh"):
        return "一月至今" if day.month > 1 else "一月"
    return "January to now" if day.month > 1 else "January"
