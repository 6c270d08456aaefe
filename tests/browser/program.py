"""The browser that the system brings. What is missing is said in a sentence."""

import shutil
import subprocess

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


class Missing(Exception):
    """A program or font that the system has to bring."""


def chromium() -> str:
    """Path of the system's Chromium.

    Raises:
        Missing: it is not installed, or no Chinese font is, without which every character prints as a box.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise Missing("Chromium is missing; as root: apt-get install chromium")
    fonts = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    if not fonts.stdout.strip():
        raise Missing("No Chinese font is installed; as root: apt-get install fonts-noto-cjk")
    return found
