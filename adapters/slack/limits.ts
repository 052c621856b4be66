// The limits of Slack in one table, each with where its figure comes from.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** Where blocks stand: in a message, on the Home tab of the app, or in a modal. */
export type Surface = 'message' | 'home' | 'modal'

/** The most blocks that each surface takes; docs.slack.dev/reference/block-kit/blocks. */
export const maxBlocks: Readonly<Record<Surface, number>> = {message: 50, home: 100, modal: 100}

/**
 * What Slack takes; lengths in characters, counted as UTF-16 units, which is never less than what Slack counts.
 * Pages are named from docs.slack.dev/reference/ on, as read in November 2026.
 */
export const limits = {
  /** block-kit/blocks: `block_id`. */
  blockId: 255,
  /** block-kit/block-elements: `action_id`. */
  actionId: 255,
  /** block-kit/composition-objects/text-object; also the text of a section and of each part of a context. */
  text: 3_000,
  /** block-kit/blocks/section-block: `fields`, and the text of each. */
  fields: 10,
  fieldText: 2_000,
  /** block-kit/blocks/header-block: plain text only. */
  headerText: 150,
  /** block-kit/blocks/context-block: `elements`. */
  contextElements: 10,
  /** block-kit/blocks/actions-block: `elements`. */
  actionsElements: 25,
  /** Ours: more buttons than this in a row read badly; a row grows to {@link limits.actionsElements} where it must. */
  buttonsInRow: 5,
  /** block-kit/blocks/context-actions-block: `elements`. */
  contextActionsElements: 5,
  /** block-kit/block-elements/button-element, and the same for each thumb in feedback-buttons-element. */
  buttonText: 75,
  buttonValue: 2_000,
  buttonLabel: 75,
  /** block-kit/block-elements/button-element: `url`; also image-element. */
  url: 3_000,
  /** block-kit/composition-objects/option-object and the menus that hold options. */
  options: 100,
  choices: 10,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  /** block-kit/composition-objects/confirmation-dialog-object: title, text, and the text of both buttons. */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** block-kit/blocks/input-block: label and hint. */
  inputText: 2_000,
  /** block-kit/blocks/image-block: `alt_text` and title. */
  imageText: 2_000,
  /** block-kit/blocks/markdown-block: all markdown blocks of a message in sum. */
  markdownText: 12_000,
  /** block-kit/blocks/table-block: one a message, its rows, its columns, and the characters of all cells in sum. */
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  /** block-kit/blocks/data-visualization-block; two charts a message, found by trying (shared notes, November 2026). */
  charts: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartPoints: 20,
  /** views/modal-views and views/home-tab-views. */
  modalTitle: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  /** methods/views.open: `view_too_large` from 250 kB on; some are left for what stands round the blocks. */
  viewBytes: 240_000,
  /** methods/chat.postMessage: advised for `text`, which Slack itself cuts off at 40,000. */
  messageText: 4_000,
  messageTextCut: 40_000,
  /**
   * The text of all blocks of a message in sum, in bytes, with {@link limits.blockWeight} for each block: beyond some
   * 13,300 Slack answers `msg_blocks_too_long`. Not documented: the figure is Slack's own in slackapi/bolt-js issue
   * 2509 (12,000 characters and a buffer for each block, 125 there); rich text has no figure but this one.
   */
  messageWeight: 12_000,
  blockWeight: 125,
  /** Ours: a longer address is shown as its host, so that a link always fits a section beside its label. */
  linkAddress: 1_500,
} as const
