import pytest

for _steps in ("hand", "office", "counter", "hearing", "sums", "agreement", "money_and_log"):
    pytest.register_assert_rewrite(f"{__name__}.{_steps}")
