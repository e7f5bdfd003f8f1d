"""The fields of the page as Streamlit runs it: what is typed or picked filters, and the address keeps it."""

import datetime

from tests.app.pages import Open, drawn, ran, said


def test_the_search_is_in_the_address_until_it_is_emptied(open_page: Open) -> None:
    page = open_page()
    page.text_input(key="search").set_value("  Kursk ")
    assert ran(page).query_params == {"q": "Kursk"}
    assert drawn(page) < 215
    assert "mentions “Kursk”" in said(page, "chips")
    page.text_input(key="search").set_value("")
    assert not ran(page).query_params


def test_actors_of_the_list_filter_by_any_or_all_of_them(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.multiselect(key="actors").set_value(["donald-trump", "vladimir-putin"])
    assert ran(page).query_params == {"actor": ["donald-trump", "vladimir-putin"]}
    either = drawn(page)
    page.segmented_control(key="match").set_value("all")
    assert ran(page).query_params == {"actor": ["donald-trump", "vladimir-putin"], "match": "all"}
    assert 0 < drawn(page) < either


def test_statuses_and_types_are_picked_together(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.pills(key="statuses").set_value(["disputed"])
    ran(page)
    page.pills(key="types").set_value(["call"])
    assert ran(page).query_params == {"status": "disputed", "type": "call"}
    assert drawn(page) == 1


def test_first_and_last_day_and_place_filter(open_page: Open) -> None:
    page = open_page(popovers=True)
    page.date_input(key="first").set_value(datetime.date(2024, 11, 5))
    ran(page)
    page.date_input(key="last").set_value(datetime.date(2024, 11, 6))
    ran(page)
    page.multiselect(key="places").set_value(["US"])
    assert ran(page).query_params == {"from": "2024-11-05", "to": "2024-11-06", "place": "US"}
    page.date_input(key="first").set_value(None)
    assert "from" not in ran(page).query_params


def test_the_day_of_knowledge_moves_to_the_next_change_and_back_to_today(open_page: Open) -> None:
    page = open_page({"known_on": "2024-11-10"}, popovers=True)
    page.button(key="known-next").click()
    assert ran(page).query_params == {"known_on": "2024-11-11"}
    page.button(key="known-back").click()
    assert ran(page).query_params == {"known_on": "2024-11-10"}
    assert page.date_input(key="known").value == datetime.date(2024, 11, 10)
    page.button(key="known-reset").click()
    assert not ran(page).query_params
    assert page.button(key="known-forward").disabled


def test_the_present_day_is_no_day_of_knowledge(open_page: Open) -> None:
    page = open_page({"known_on": "2024-11-10"}, popovers=True)
    page.date_input(key="known").set_value(datetime.datetime.now(datetime.UTC).date())
    assert not ran(page).query_params


def test_the_fields_show_what_the_address_says(open_page: Open) -> None:
    query = {"actor": "vladimir-putin", "status": "disputed", "q": "call", "from": "2024-11-01", "place": "RU"}
    page = open_page(query, popovers=True)
    assert page.multiselect(key="actors").value == ["vladimir-putin"]
    assert page.pills(key="statuses").value == ["disputed"]
    assert page.text_input(key="search").value == "call"
    assert page.date_input(key="first").value == datetime.date(2024, 11, 1)
    assert page.multiselect(key="places").value == ["RU"]
    page.query_params.clear()
    ran(page)
    assert page.multiselect(key="actors").value == []
    assert page.text_input(key="search").value == ""


def test_a_filter_keeps_the_rest_of_the_address(open_page: Open) -> None:
    rest = {"lang": "fr", "view": "table", "sort": "-title", "window": "2024-11-01/2024-12-01", "embed": "true"}
    page = open_page(rest)
    page.text_input(key="search").set_value("Kursk")
    assert ran(page).query_params == {**rest, "q": "Kursk"}
