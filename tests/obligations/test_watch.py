"""The watch list changes no answer and says what it would change."""

from __future__ import annotations

import importlib
import json
from datetime import timedelta

import pytest

from esante_rules.rgpd import watch


@pytest.mark.parametrize("item", watch.WATCH, ids=lambda item: item.name)
def test_an_item_concerns_modules_that_exist_and_speaks_two_languages(item: watch.Watched) -> None:
    for module in item.concerns:
        assert importlib.import_module(f"esante_rules.{module}").RULES
    assert item.topic.fr != item.topic.en
    assert item.explain("fr") != item.explain("en")
    assert item.stage.says.en in item.explain("en")
    assert json.loads(json.dumps(item.to_dict("en")))["stage"] == item.stage.value


def test_an_item_appears_on_the_day_it_is_announced() -> None:
    names = [item.name for item in watch.WATCH]
    assert len(set(names)) == len(names)
    for item in watch.WATCH:
        if item.announced_on is not None:
            assert item in watch.watched(item.announced_on)
            assert item not in watch.watched(item.announced_on - timedelta(1))
        else:
            assert item in watch.watched()
