"""The copy that `support` keeps: the accounts of users."""

from kilowatch.kit.accounts import ACCOUNT_COPIES

COPIES = ACCOUNT_COPIES
