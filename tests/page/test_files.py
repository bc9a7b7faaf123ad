"""Files that people send and download."""

import pytest
from playwright.sync_api import expect

from tests.page.visit import Visit

pytestmark = pytest.mark.chromium


def test_a_file_is_sent_and_can_be_downloaded(at_lena: Visit) -> None:
    at_lena.page.get_by_role("main").locator("input[type=file]").set_input_files(
        {"name": "nota één.txt", "mimeType": "text/plain", "buffer": b"Dag"}
    )
    card = at_lena.message("nota één.txt").get_by_role("link", name="nota één.txt downloaden")
    with at_lena.page.expect_download() as waiting:
        card.click()
    assert waiting.value.path().read_text() == "Dag"


def test_an_empty_file_is_refused_with_a_sentence(at_lena: Visit) -> None:
    at_lena.page.get_by_role("main").locator("input[type=file]").set_input_files(
        {"name": "leeg.txt", "mimeType": "text/plain", "buffer": b""}
    )
    expect(at_lena.notice).to_contain_text("Het bestand leeg.txt is leeg.")


def test_an_uploaded_image_is_shown(at_lena: Visit) -> None:
    dot = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    at_lena.page.get_by_role("main").locator("input[type=file]").set_input_files(
        {"name": "budget.png", "mimeType": "image/png", "buffer": dot}
    )
    image = at_lena.timeline.get_by_role("img", name="budget.png")
    expect(image).to_be_visible()
    at_lena.page.wait_for_function("image => image.naturalWidth === 1", arg=image.element_handle())
