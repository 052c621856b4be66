// A file of a card in a Slack conversation: told, put and completed, the three steps that Slack asks for.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {File} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {SlackFault} from './slack-calls.ts'

/**
 * Uploads a file; docs.slack.dev/messaging/working-with-files.
 * @throws SlackFault where one of the steps failed; then no one sees the file
 */
export async function uploadFile(calls: SlackCalls, to: Conversation, file: File): Promise<void> {
  const {tenant, id, thread} = to
  const length = Buffer.byteLength(file.text)
  const method = 'files.getUploadURLExternal'
  const place = await calls.call(tenant, method, {filename: file.name, length})
  const url = textOf(place, 'upload_url')
  const fileId = textOf(place, 'file_id')
  if (url === undefined || fileId === undefined) {
    throw new SlackFault({kind: 'refused', reason: 'no-upload-url'}, method)
  }
  await calls.upload(url, file.text)
  await calls.call(tenant, 'files.completeUploadExternal', {
    files: [{id: fileId, title: file.name}],
    channel_id: id,
    thread_ts: thread,
  })
}
