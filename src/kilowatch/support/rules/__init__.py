"""Answers that administrators wrote, and which question each fits."""
