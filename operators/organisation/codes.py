"""The unified social credit code (GB 32100): what is a hard error, and what an officer may accept."""

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError


def checked(code: str) -> tuple[str, str]:
    """(the code as it is kept, what is wrong): "" right, "form" length or characters, "check_digit" the last one."""
    compact = uscc.compact(code)
    try:
        return uscc.validate(code), ""
    except InvalidChecksum:
        return compact, "check_digit"
    except ValidationError:
        return compact, "form"
