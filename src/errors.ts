// Every error we raise: a code, what went wrong, and how to mend it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The codes of all errors that the project raises, each with what an operator does about it.
 * `docs/errors.md` documents the same list; a test holds the two together.
 */
export const fixes = {
  'config-invalid': 'Set the variable that the message names to one of the values that it lists, then start again.',
  'platform-unreachable': 'Check the network and the status page of the platform, then start again.',
  'port-taken': 'Stop the program that holds the port, or set PORT to a free one.',
  'store-unavailable': 'Check that STORE_URL names a place that exists and that this process may write to.',
  'store-newer':
    'Run the version that wrote the storage, or one that is newer; or restore the backup from before the update.',
  'store-timeout':
    'The storage did not answer in time; look at its load and its disk, the write may or may not have happened.',
  'store-conflict': 'Too many processes changed one record at once; try again.',
  'knowledge-missing': 'Check that the folder exists and holds Markdown files; KNOWLEDGE_DIRS lists overlay folders.',
  'message-gone': 'Nothing to do: the message was cleared or is older than what is kept; a new one can be sent.',
  'place-closed': 'Invite the counselor into the conversation again, or take the conversation off what is sent there.',
  'delivery-failed':
    'The message did not go out; mend what the reason names (access to the conversation, the platform), then send it again.',
  'delivery-unsure': 'Look in the conversation whether the message is there; send it again only if it is not.',
  'delivery-unknowable':
    'Look in the conversation whether the message is there; TIPS_UNSURE=send sends such tips again without knowing.',
  'outbox-full': 'More is sent than the platform takes; spread the schedules, or find out why the platform is slow.',
  'form-late': 'Nothing to do: a form opens only right after a press; whoever pressed can press again.',
  'not-installed': 'Install the app in the workspace or organisation that the message is from.',
  'secret-unreadable':
    'Put the key that sealed the secret behind the new one in ENCRYPTION_KEY, or remove the record and install again.',
  'bad-activity': 'The request was not of the form that this endpoint takes; the message says which part.',
} as const

/** A code of {@link fixes}. */
export type ErrorCode = keyof typeof fixes

/** An error with a code and a fix: `message` says what and where, `fix` how to mend it. */
export class CounselorError extends Error {
  readonly code: ErrorCode
  readonly fix: string

  /**
   * @param code one of the documented codes
   * @param what what went wrong and where, in one sentence, without personal data
   * @param cause the error underneath, for the log
   */
  constructor(code: ErrorCode, what: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : {cause})
    this.name = 'CounselorError'
    this.code = code
    this.fix = fixes[code]
  }
}
