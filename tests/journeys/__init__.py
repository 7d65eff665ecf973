import pytest

_STEPS = ("hand", "office", "ahead", "counter", "hearing", "sums", "agreement", "money_and_log")
for _name in _STEPS:
    pytest.register_assert_rewrite(f"{__name__}.{_name}")
