"""Points of an agency, as people type them: "537", "2.228", "12,5". Kept in hundredths, like cents."""

import re

from bot.errors import N_, Refusal

_POINTS = re.compile(
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(?P<rest>\d{1,2}))?(?:\s*(?:p|pt|ptn|punt|punten))?", re.I
)


def read_points(text: str, *, about: str) -> int | None:
    """Hundredths of points; None for nothing. A dot separates thousands. Raises `Refusal` about the field."""
    clean = " ".join(text.split())
    if not clean:
        return None
    found = _POINTS.fullmatch(clean)
    if found is None:
        raise Refusal(
            N_("«{typed}» lees ik niet als punten. Typ bijvoorbeeld 537 of 12,5."), about=about, typed=clean[:60]
        )
    return int(found["whole"].replace(".", "")) * 100 + int((found["rest"] or "0").ljust(2, "0"))
