"""The téléservice INSi, without the network: what a request must hold, when it is forbidden, what an answer means.

Two operations: `search` (récupération by traits, WS_INS2) and `verify` (vérification of INS and traits, WS_INS3).
Requests are ordered pairs of element names and values, answers are trees of dictionaries: XML, SOAP and cards are the
caller's. The answer of a verification is not emulated: its values and its tolerance are not public.
"""

from esante_rules.ins._insi_answer import Answer, check_outcome, read_answer
from esante_rules.ins._insi_codes import CODES, OPERATIONS, ReturnCode, meaning
from esante_rules.ins._insi_request import Request, check_request, narrowing, request
from esante_rules.ins._insi_rules import RULES

__all__ = [
    "CODES",
    "OPERATIONS",
    "RULES",
    "Answer",
    "Request",
    "ReturnCode",
    "check_outcome",
    "check_request",
    "meaning",
    "narrowing",
    "read_answer",
    "request",
]
