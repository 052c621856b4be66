// The limits of Teams in one table, each with where its figure comes from.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * What Teams takes; lengths in characters, counted as UTF-16 units. Pages are named from
 * learn.microsoft.com/microsoftteams/platform/ on, as read in November 2026; `ours` is our own choice.
 */
export const limits = {
  /** task-modules-and-cards/cards/cards-format: a card in bytes; some are left for what stands round it. */
  cardBytes: 28_000,
  /** bots/how-to/format-your-bot-messages: all of a message in bytes of UTF-16. */
  messageBytes: 80_000,
  /** ours: what stands round a card in a message, in bytes of UTF-16: conversation, bot and kinds. */
  frameBytes: 2_000,
  /** bots/how-to/rate-limit: 7 a second in a conversation; ours, so that a second bucket keeps the longer spans. */
  laneBurst: 5,
  /** adaptivecards.io, host configuration: the most actions in a row where no client says otherwise; Teams takes 6. */
  actionsInRow: 5,
  /** ours: longer labels make rows that nobody can read. */
  buttonText: 80,
  /** ours: a longer label would be cut off on a phone, so it stands in a row of its own that wraps, up to that length. */
  buttonWidth: 40,
  tooltip: 200,
  /** ours: a value is never cut, and a longer one is no button of ours. */
  buttonValue: 2_000,
  /** ours: one paragraph; what is longer is parted. */
  text: 4_000,
  /** ours: what notifications and screen readers get; Teams shows some 150 of it. */
  summary: 2_000,
  /** task-modules-and-cards/task-modules/invoking-task-modules: the title of a dialog; ours. */
  dialogTitle: 60,
  /** messaging-extensions/how-to/search-commands/respond-to-search: the most results; ours, they are six at most. */
  results: 25,
  /** bots/how-to/bot-messages-ai-generated-content: citations of a message, their names and abstracts. */
  citations: 20,
  citationName: 80,
  citationAbstract: 160,
  /** schema of Adaptive Cards: no figure is given; ours. */
  inputText: 3_000,
  /** ours: a picture with more numbers cannot be read, and they stand below it as well; then they stand alone. */
  chartPoints: 60,
  /** ours: a longer address is shown as its host. */
  linkAddress: 1_500,
  /** ours: a file that stands in a card as text, where none can be handed over. */
  fileText: 6_000,
  /** bots/how-to/conversations/channel-messages: an invoke has 5 seconds; ours, so that the answer gets there. */
  invokeMs: 4_000,
  /** ours: beyond so many that are being dealt with, Teams is asked to come again. */
  openTurns: 5_000,
} as const
