"""The day's checkpoint as the channel gets it: said in both languages, the signed note as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Draft
from bot.features.records import checkpoint_messages
from bot.features.records.checkpoint_post import CHECKPOINT
from bot.features.records.proofs import LOG_NAME, Proofs
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage.checkpoints import Signer, open_checkpoint

if TYPE_CHECKING:
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

SIGNER = Signer(LOG_NAME, bytes(range(32)))


async def test_everybody_in_the_channel_can_copy_and_check_it(
    desk: Desk, slack_shapes: ShapeRecorder
) -> None:
    proofs, transactions = Proofs(desk.clock, SIGNER), Transactions(desk.database)
    desk.note()
    desk.do(proofs.integrate)
    draw = checkpoint_messages.renderers(transactions, proofs, Catalog.load())[CHECKPOINT]
    drawn = await draw(Draft(CHECKPOINT, {"size": 1}, None, "en-US"))
    assert drawn is not None
    slack_shapes.message({"text": drawn.text, "blocks": list(drawn.blocks)})
    assert "one entry, signed" in drawn.text
    assert "共 1 条" in drawn.text
    copied = drawn.blocks[-1]["text"]["text"].strip("`")
    assert open_checkpoint(copied, [SIGNER.verifier]).size == 1
    assert await draw(Draft(CHECKPOINT, {"size": 2}, None, "en-US")) is None
    transactions.close()
