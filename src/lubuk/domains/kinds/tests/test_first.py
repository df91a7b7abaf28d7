import pytest
pytestmark = pytest.mark.django_db
def test_x(adi, visit):
    c = visit(adi)
    for a in ["", "add/kind/", "add/flow/", "kind/guide/", "kind/guide/words/", "kind/regulation/", "kind/guide/fields/add/", "kind/guide/fields/add/?type=choice","kind/guide/fields/add/?type=rows","kind/guide/fields/add/?type=item", "kind/guide/fields/for_whom/", "flow/reviewed/", "flow/reviewed/steps/approve/", "flow/reviewed/states/draft/", "flow/reviewed/steps/add/", "kind/guide/text/", "kind/guide/text.yaml"]:
        r = c.get("/office/kinds/" + a)
        assert r.status_code == 200, a
