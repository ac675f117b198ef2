"""Which test in a real browser stands for each fault that the desk once had, and for each task of a day at it.

The table is held to what there is: each test exists and runs in Chromium. Faults of what has no page (the lossless codec,
tokens of programs) have their tests elsewhere too; here is what somebody at the desk sees of them.
"""

import importlib

import pytest

FAULTS, TASKS, PAGES = (f"tests.web.test_{name}" for name in ("faults_in_a_browser", "tasks_in_a_browser", "pages"))
MAIL, SERVERS, FIRST = (f"tests.web.test_{name}_in_a_browser" for name in ("mail", "two_servers", "first_day"))
PEOPLE, EVERYWHERE, LISTS, RULES = (
    f"tests.web.test_{name}" for name in ("two_people", "everywhere", "adding_lists", "rules")
)
TABLE: dict[str, tuple[str, ...]] = {
    # what was untrue or lost
    "the server screens against the newest lists, and names them": (f"{FAULTS}.test_a_new_list_is_used_on_the_next_page_and_named",),
    "each article has its own count": (f"{FAULTS}.test_each_article_shows_its_own_count",),
    "all items of a file are read": (f"{FAULTS}.test_all_items_of_a_dropped_file_are_a_table",),
    "an address does not beat a text": (f"{FAULTS}.test_a_text_and_an_address_are_not_taken_for_one_another",),
    "stale forms overwrite nothing": (f"{PEOPLE}.TestTwoPeople.test_a_stale_form_overwrites_nothing_and_loses_nothing", f"{PEOPLE}.TestTwoPeople.test_bulk_overwrites_nothing"),
    "two people undo what two confirmed": (f"{PEOPLE}.TestTwoPeople.test_what_two_confirmed_two_undo",),
    "nothing is chosen beforehand": (f"{PAGES}.test_match_review",),
    "what is done is on record": (f"{FAULTS}.test_what_is_done_in_the_browser_is_on_the_audit_page",),
    "what is changed behind the record shows": (f"{FAULTS}.test_what_is_changed_behind_the_record_shows_on_the_audit_page",),
    "furniture alerts nobody; an alert points at its words": (f"{FAULTS}.test_a_name_in_the_furniture_alerts_nobody_when_lists_change", f"{PAGES}.test_the_article_opens_at_the_words_that_matched"),
    "exports are what is filtered, whole": (f"{FAULTS}.test_what_was_filtered_is_taken_away_whole",),
    "changes are counted before they are cut": (f"{FAULTS}.test_what_changed_is_counted_whole",),
    "ids with a slash": (f"{FAULTS}.test_a_party_with_a_slash_in_its_id_opens",),
    "odd questions are answered, errors keep the navigation": (f"{FAULTS}.test_odd_addresses_keep_the_navigation",),
    "forms outlive a restart": (f"{FAULTS}.test_a_form_outlives_a_restart",),
    "the first account closes what was open": (f"{FAULTS}.test_the_first_account_closes_what_was_open",),
    "tokens are shown once and revoked": (f"{TASKS}.test_accounts_and_tokens_are_made_used_and_taken_back",),
    "a new password ends sessions and tokens": (f"{FAULTS}.test_a_new_password_ends_sessions_and_tokens",),
    "wrong passwords lock out themselves only": (f"{FAULTS}.test_wrong_passwords_lock_out_themselves_only",),
    "no address inside is fetched": (f"{FAULTS}.test_no_address_inside_is_fetched",),
    "a long text stalls nobody": (f"{FAULTS}.test_pages_come_while_a_long_text_is_read",),
    # the tasks
    "one alert a subject and story": (f"{TASKS}.test_one_alert_has_the_rows_of_all_lists_inside",),
    "decide beside the evidence, and to the next": (f"{PAGES}.test_match_review", f"{EVERYWHERE}.TestInABrowser.test_a_decision_is_at_hand_on_a_phone"),
    "a true comparison": (f"{PAGES}.test_match_review", f"{FIRST}.test_the_comparison_says_countries_by_name"),
    "why is readable": (f"{FIRST}.test_why_it_matched_is_said_in_plain_words",),
    "many alerts are a line": (f"{FIRST}.test_many_alerts_of_an_article_are_a_line",),
    "the party page, the queue by party": (f"{PAGES}.test_the_party_page_has_all", f"{TASKS}.test_one_alert_has_the_rows_of_all_lists_inside"),
    "the article page by keys, and a sheet on a phone": (f"{PAGES}.test_findings_by_keys_and_a_sheet_on_a_phone", f"{PAGES}.test_few_keys_to_what_matters"),
    "keep from the result": (f"{TASKS}.test_a_page_is_kept_from_its_result",),
    "documents of all kinds, pictures refused": (f"{TASKS}.test_files_of_all_kinds_are_read_or_refused_with_what_to_do", f"{EVERYWHERE}.TestInABrowser.test_a_pasted_picture_is_refused_with_what_to_do"),
    "assignment, due days, notes, filters": (f"{TASKS}.test_work_is_given_noted_and_found_again",),
    "the queue of the second look": (f"{TASKS}.test_four_eyes_have_their_queue",),
    "search over everything, paged; the body before its branches": (f"{TASKS}.test_all_is_searched_and_the_body_comes_before_its_branches", f"{TASKS}.test_decisions_and_statements_are_searched"),
    "lists are added in the browser": (f"{LISTS}.test_a_list_is_added_by_its_file",),
    "rules are made in the browser": (f"{RULES}.test_a_rule_is_made_tried_and_saved",),
    "feeds, the empty desk, the sample": (f"{TASKS}.test_a_desk_is_set_up_in_the_browser",),
    "no page sends anybody to a terminal": (f"{TASKS}.test_pages_tell_no_command",),
    "network and story": (f"{TASKS}.test_network_claims_and_pdfs", f"{PAGES}.test_the_network_and_tables_fit_a_phone"),
    "one date far away": (f"{TASKS}.test_a_date_far_away_leaves_room_to_the_others",),
    "print styles": (f"{EVERYWHERE}.TestInABrowser.test_a_page_prints_what_it_says_and_no_more",),
    "e-mail digests": (f"{MAIL}.test_a_digest_leads_to_its_alerts", f"{MAIL}.test_what_was_decided_meanwhile_is_told_so"),
    "the navigation of a phone": (f"{FIRST}.test_the_menu_of_a_phone_has_all_pages", f"{FIRST}.test_the_menu_is_a_bar_where_there_is_room"),
    "the monitor tells what failed": (f"{FIRST}.test_a_feed_that_fails_is_told_on_the_monitor", f"{MAIL}.test_a_mail_server_that_refuses_is_told_on_the_monitor",),
    "two servers and a watcher while the lists change": (f"{SERVERS}.test_all_see_the_new_list_and_nobody_overwrites", f"{SERVERS}.test_a_session_is_one_for_all_servers"),
    "the example desk": (f"{TASKS}.test_the_example_is_there_in_one_go",),
    "keyboard help": (f"{PAGES}.test_keys_are_told",),
    "WCAG AA on every page": (f"{EVERYWHERE}.TestInABrowser.test_no_barrier_on_any_page",),
}  # fmt: skip


@pytest.mark.parametrize("what", TABLE)
def test_each_has_a_test_in_a_browser(what: str) -> None:
    for name in TABLE[what]:
        place, found, marks = name.split("."), None, []
        module = importlib.import_module(".".join(place[:3]))
        marks += getattr(module, "pytestmark", [])
        found = module
        for part in place[3:]:
            found = getattr(found, part)
            held = getattr(found, "pytestmark", [])
            marks += held if isinstance(held, list) else [held]
        assert callable(found)
        assert "browser" in {mark.name for mark in marks}, f"{name} runs in no browser"
