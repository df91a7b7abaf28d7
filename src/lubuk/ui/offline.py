"""Which pages a reader's device may keep, said in a header of the answer; what the device does with it is in
frontend/src/offline/. A page without the header is never kept.
"""

import json
from typing import NotRequired, TypedDict, Unpack

from django.http import HttpRequest, HttpResponse

HEADER = "X-Offline"


class Label(TypedDict):
    """What the list of kept pages says of one. `item` lets the device ask whether it is still open to the
    reader.
    """

    title: str
    kind: str
    language: str
    writes: bool
    item: NotRequired[int]


def may_be_kept(request: HttpRequest, response: HttpResponse, **label: Unpack[Label]) -> HttpResponse:
    """The answer with its label, if it is the page as anybody finds it under the bare address."""
    if request.method == "GET" and not request.GET and response.status_code == 200:
        response[HEADER] = json.dumps(label)  # in ASCII, as headers are
    return response
