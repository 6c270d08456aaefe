"""What the engine says to a person when it cannot go on."""


class EngineError(Exception):
    """A sentence for a person: what happened, what was kept, what to do.

    Arguments: ``zh`` and ``en``, the same sentence in Chinese and in English. Gettext is not loaded yet when
    the engine speaks, so both languages are printed.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


def refused(path: object) -> EngineError:
    """The sentence for a file or folder this user may not read or write."""
    return EngineError(
        f"没有权限读写 {path}，什么都没有改动。请换一个数据文件夹(TONGHU_DATA)，或请系统管理员授权。",
        f"Reading or writing {path} is not permitted; nothing was changed. "
        "Choose another data folder (TONGHU_DATA) or ask for the permission.",
    )


def disk_full(where: object) -> EngineError:
    """The sentence for a disk without space."""
    return EngineError(
        f"磁盘已满({where})。已保存的数据都在，刚才这一步没有写入。请腾出空间后再试一次。",
        f"The disk is full ({where}). What was saved is kept; this last step was not written. "
        "Free some space and try again.",
    )
