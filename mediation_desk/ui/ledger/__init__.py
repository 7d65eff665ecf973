"""A ledger of former years comes in: file, columns, dry run, import (历史台账导入)."""
