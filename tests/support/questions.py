"""Questions as people ask them, and the path their answer is expected to take."""

import re

_DAY = r"(?:\w+,? )?(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})"
_DATES = re.compile(rf" \({_DAY}(?:(?: to |-){_DAY})?\)")


def undated(text: str) -> str:
    """Return an answer without the dates behind the names of its periods."""
    return _DATES.sub("", text)


QUESTIONS = [
    # Rules
    ("en", "Hello!", "rule", "Hello"),
    ("en", "hi there", "rule", "Hello"),
    ("en", "What is the price per kWh?", "rule", "Price"),
    ("en", "There is a power outage in my street", "rule", "Power outage"),
    ("en", "How do I read the chart?", "rule", "Read the chart"),
    ("en", "I forgot my pasword", "rule", "Reset the password"),
    ("en", "reset password", "rule", "Reset the password"),
    ("en", "How do alerts work?", "rule", "How alerts work"),
    ("en", "How can I add a new device?", "rule", "Add a device"),
    ("en", "my meter is offline", "rule", "Silent device"),
    ("en", "What are your opening hours?", "rule", "Opening hours"),
    ("en", "Can you change the limit?", "rule", "Change a limit"),
    ("en", "thank you", "rule", "Thanks and goodbye"),
    ("ro", "Bună ziua", "rule", "Hello"),
    ("ro", "Cât costă un kWh?", "rule", "Price"),
    ("ro", "Am uitat parola", "rule", "Reset the password"),
    ("ro", "Cum adaug un dispozitiv nou?", "rule", "Add a device"),
    ("ro", "Nu am curent", "rule", "Power outage"),
    ("ro", "Cum citesc graficul?", "rule", "Read the chart"),
    ("ro", "mulțumesc", "rule", "Thanks and goodbye"),
    ("ro", "Ce este o alertă?", "rule", "How alerts work"),
    # Data
    ("en", "How much did I use today?", "data", "usage"),
    ("en", "how much did i use yesterday", "data", "usage"),
    ("en", "hello, how much energy did I use yesterday?", "data", "usage"),
    ("en", "What was my consumption last month?", "data", "usage"),
    ("en", "How much did the heat pump use this week?", "data", "usage"),
    ("en", "Which device used most last week?", "data", "top_device"),
    ("en", "Why did I get an alert?", "data", "why_alert"),
    ("en", "How many alerts this month?", "data", "alerts"),
    ("en", "Did I use more this week than last week?", "data", "compare"),
    ("en", "Compare today with yesterday", "data", "compare"),
    ("en", "When are my peak hours?", "data", "peaks"),
    ("en", "Which devices do I have?", "data", "devices"),
    ("en", "how much did I use yesteday?", "data", "usage"),
    ("ro", "Cât am consumat azi?", "data", "usage"),
    ("ro", "Cât am consumat ieri?", "data", "usage"),
    ("ro", "Care a fost consumul meu luna trecută?", "data", "usage"),
    ("ro", "Ce dispozitiv a consumat cel mai mult săptămâna trecută?", "data", "top_device"),
    ("ro", "De ce am primit o alertă?", "data", "why_alert"),
    ("ro", "Am consumat mai mult săptămâna aceasta decât săptămâna trecută?", "data", "compare"),
    ("ro", "Care sunt orele mele de vârf?", "data", "peaks"),
    ("ro", "Ce dispozitive am?", "data", "devices"),
    # A human
    ("en", "I want to speak to a human", "handover", "Speak to a human"),
    ("en", "Let me talk to a real person please", "handover", "Speak to a human"),
    ("ro", "Vreau să vorbesc cu un om", "handover", "Speak to a human"),
    ("ro", "operator, vă rog", "handover", "Speak to a human"),
    # AI
    ("en", "How can I save energy?", "ai", ""),
    ("en", "Is it worth running the washing machine at night?", "ai", ""),
    ("en", "this is not what I meant", "ai", ""),
    ("en", "What would a better insulated roof change for my heating?", "ai", ""),
    ("ro", "Cum pot economisi energie?", "ai", ""),
    ("ro", "Merită să cumpăr panouri solare?", "ai", ""),
]
"""Language of the conversation, question, path, and the rule or subject that answers."""
