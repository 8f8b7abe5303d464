"""The copy that `support` keeps: who may use the platform."""

from kilowatch.kit.accounts import ACCOUNT_COPIES

COPIES = ACCOUNT_COPIES
