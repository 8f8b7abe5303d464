"""Answers that take a moment: started after the question is stored, finished in any case.

A question that is being answered has a row with a lease. A process that ends releases its rows,
one that dies loses them; either way another finishes the answer with what was released already.
The client's token is kept in memory only, so no other process can query in the client's name.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Protocol
from uuid import UUID, uuid4

import msgspec
import structlog

from kilowatch.contracts.socket import ChatSentence, ChatTyping
from kilowatch.contracts.support import ChatPart
from kilowatch.kit.background import end_tasks
from kilowatch.kit.database import CONNECTION_LOST, Connection, Pool
from kilowatch.support.domain import Answer, Conversation, Message
from kilowatch.support.ephemeral_events import EphemeralEvents
from kilowatch.support.reasons import because
from kilowatch.support.service.message_writer import MessageWriter
from kilowatch.support.storage import conversations, messages
from kilowatch.support.storage.messages import PendingAnswer
from kilowatch.support.texts import texts

log = structlog.get_logger()


class Question(msgspec.Struct, frozen=True):
    """A client's question, the identifier of its answer, and the client's own token."""

    conversation: Conversation
    message: Message
    answer_id: UUID
    token: str


class NotWanted(Exception):
    """The answer is no longer wanted: a human has taken over, or the conversation is closed."""


class Release(Protocol):
    """Releases a part of an answer to its reader. Raises `NotWanted`."""

    async def __call__(self, part: ChatPart) -> None:
        """Store it, then show it."""
        ...


class Composer(Protocol):
    """Finds answers."""

    async def at_once(
        self, connection: Connection, conversation: Conversation, question: Message
    ) -> Answer | None:
        """Return an answer that needs only our own database, if there is one."""
        ...

    async def compose(
        self, conversation: Conversation, question: Message, token: str, release: Release
    ) -> Answer:
        """Return an answer, whatever fails; parts of it may be released before."""
        ...


class Answering:
    """The answers in progress of this process."""

    def __init__(
        self, pool: Pool, moments: EphemeralEvents, composer: Composer, lapses_after_s: float
    ) -> None:
        self._pool = pool
        self._moments = moments
        self._composer = composer
        self._lapses_after_s = lapses_after_s
        self._holder = uuid4().hex
        self._tasks: set[asyncio.Task[None]] = set()
        self._given_up: set[tuple[UUID, int]] = set()
        self._wake = asyncio.Event()
        self._turns: defaultdict[UUID, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def at_once(
        self, connection: Connection, conversation: Conversation, question: Message
    ) -> Answer | None:
        """Return an answer to be stored with the question, if there is one."""
        return await self._composer.at_once(connection, conversation, question)

    async def accept(self, connection: Connection, question: Question) -> None:
        """Record, with the question, that this process answers it."""
        await messages.begin_answer(
            connection,
            question.conversation.id,
            question.message.number,
            question.answer_id,
            self._holder,
            self._lapses_after_s,
        )

    def begin(self, question: Question) -> None:
        """Start to answer a question that was accepted."""
        task = asyncio.create_task(self._answer(question))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def run(self) -> None:
        """Renew the leases of our answers and finish those of dead processes, until cancelled."""
        try:
            while True:
                self._wake.clear()
                try:
                    await self._settle_leases()
                except CONNECTION_LOST as error:
                    log.warning("answering.database_lost", error=str(error) or repr(error))
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._lapses_after_s / 5):
                        await self._wake.wait()
        finally:
            await end_tasks(*self._tasks)
            # The next process need not wait for the lease.
            await messages.renew_answers(self._pool, self._holder, 0)

    async def _settle_leases(self) -> None:
        await messages.renew_answers(self._pool, self._holder, self._lapses_after_s)
        for key in tuple(self._given_up):
            await messages.drop_lease(self._pool, *key, self._holder)
            self._given_up.discard(key)
        await self._end_lapsed()

    @asynccontextmanager
    async def _turn(self, conversation_id: UUID) -> AsyncGenerator[None]:
        """Answer one question at a time in a conversation, in order."""
        lock = self._turns[conversation_id]
        async with lock:
            yield
        if not lock.locked():
            self._turns.pop(conversation_id, None)

    async def _answer(self, question: Question) -> None:
        try:
            async with self._turn(question.conversation.id):
                await self._compose(question)
        except NotWanted:
            log.info("answer.not_wanted", conversation_id=str(question.conversation.id))
        except Exception as error:
            log.error("answer.failed", number=question.message.number, exc_info=error)
            self._given_up.add((question.conversation.id, question.message.number))
            self._wake.set()

    async def _compose(self, question: Question) -> None:
        released: list[ChatPart] = []
        conversation, number = question.conversation, question.message.number

        async def release(part: ChatPart) -> None:
            wanted = await messages.note_released(
                self._pool, conversation.id, number, self._holder, [*released, part]
            )
            if not wanted:
                raise NotWanted
            self._show(question, len(released), part)
            released.append(part)

        typing = ChatTyping(conversation_id=conversation.id, author="assistant")
        self._moments.publish(conversation.client_id, typing)
        try:
            answer = await self._composer.compose(
                conversation, question.message, question.token, release
            )
        except NotWanted:
            answer = None
        await self._store(question, answer, released)

    def _show(self, question: Question, index: int, part: ChatPart) -> None:
        sentence = ChatSentence(
            conversation_id=question.conversation.id,
            message_id=question.answer_id,
            index=index,
            part=part,
        )
        self._moments.publish(question.conversation.client_id, sentence)

    async def _store(
        self, question: Question, answer: Answer | None, released: list[ChatPart]
    ) -> None:
        conversation_id = question.conversation.id
        async with self._pool.acquire() as connection, connection.transaction():
            conversation = await conversations.fetch_for_update(connection, conversation_id)
            mine = await messages.end_answer(
                connection, conversation_id, question.message.number, self._holder
            )
            if conversation is None or not mine:
                return
            if conversation.state != "assistant" or answer is None:
                if not released:
                    return  # silent, now that a human has taken over
                reason = because("human_took_over")
                answer = Answer(parts=released, path="interrupted", reason=reason)
            saying = MessageWriter(conversation)
            saying.answer(question.message, question.answer_id, answer)
            await saying.store(connection)

    async def _end_lapsed(self) -> None:
        while True:
            holder = uuid4().hex
            found = await messages.adopt_lapsed_answer(self._pool, holder, self._lapses_after_s)
            if found is None:
                return
            await self._end_plainly(found, holder)

    async def _end_plainly(self, found: PendingAnswer, holder: str) -> None:
        """Report that the answer was interrupted, after what was released of it."""
        conversation_id, number = found.conversation_id, found.question_number
        async with self._pool.acquire() as connection, connection.transaction():
            conversation = await conversations.fetch_for_update(connection, conversation_id)
            mine = await messages.end_answer(connection, conversation_id, number, holder)
            if conversation is None or not mine:
                return
            if conversation.state != "assistant" and not found.released:
                return
            [question] = await messages.before(connection, conversation_id, number + 1, 1)
            words = texts(conversation.language)
            answer = Answer(
                parts=[*found.released, ChatPart(text=words.interrupted)],
                path="interrupted",
                reason=because("process_ended"),
                offers_human=True,
                failed=True,
            )
            saying = MessageWriter(conversation)
            saying.answer(question, found.answer_id, answer)
            await saying.store(connection)
