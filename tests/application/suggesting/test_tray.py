from salvaguarda.application.suggesting.tray import NEVER, Tray


def test_load_that_finds_nothing_more_is_the_last() -> None:
    tray = Tray(1)
    tray.begin_load()
    tray.loaded(NEVER, found=False)
    tray.loading = False
    assert (tray.looks_at, tray.is_empty, tray.wants_more(4, now=1.0)) == (NEVER, True, False)


def test_task_that_is_to_be_asked_again_while_others_are_loaded_is_not_forgotten() -> None:
    tray = Tray(1)
    tray.begin_load()
    tray.look_now()  # an answer could not be used: its task waits again, too late for the load under way
    tray.loaded(NEVER, found=False)
    tray.loading = False
    assert (tray.is_empty, tray.wants_more(4, now=1.0)) == (False, True)
    tray.begin_load()
    tray.loaded(NEVER, found=True)
    assert tray.looks_at == NEVER
