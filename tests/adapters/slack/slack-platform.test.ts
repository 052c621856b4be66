// The Slack platform as a whole: starting, being stopped, and what never gets into its log.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac} from 'node:crypto'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {sayInstalled, sayNotInstalled} from '../../../adapters/slack/install-pages.ts'
import type {SlackAccess} from '../../../adapters/slack/slack-options.ts'
import {SlackPlatform} from '../../../adapters/slack/slack-platform.ts'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {paragraph} from '../../../src/chat/card.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import {FakeSlack} from '../../doubles/fake-slack.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import type {RecordingLog} from '../../doubles/recording-log.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {directMessage, eventBody, mention, team} from './slack-bodies.ts'

const signingSecret = 'a-signing-secret'

let slack: FakeSlack
let server: HttpServer
let record: RecordingLog
let platform: SlackPlatform

beforeEach(async () => {
  slack = await FakeSlack.open()
  slack.add({team, token: 'xoxb-good'})
  record = recordingLog(Date.now)
  server = new HttpServer({log: record.log, ready: () => true})
})
afterEach(async () => {
  await platform.stop()
  await server.close()
  await slack.close()
})

function build(access: Partial<SlackAccess> = {}, drainMs = 1_000): SlackPlatform {
  const whole = {mode: 'http', botToken: 'xoxb-good', signingSecret, apiUrl: slack.apiUrl, ...access} as SlackAccess
  const {log} = record
  const store = new MemoryStore()
  platform = new SlackPlatform({
    ...{access: whole, server, store, log, timer: systemTimer, random: () => 0, prompts: [], drainMs},
  })
  return platform
}

async function post(event: Parameters<typeof eventBody>[0], id = 'Ev1'): Promise<number> {
  const body = JSON.stringify(eventBody(event, {event_id: id}))
  const timestamp = Math.floor(Date.now() / 1_000)
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': `${timestamp}`,
    'x-slack-signature': signature,
  }
  return (await fetch(`${origin}/slack/events`, {method: 'POST', headers, body})).status
}

let origin = ''
async function start(receive: (activity: Activity) => Promise<void>): Promise<void> {
  await platform.start(receive)
  origin = `http://127.0.0.1:${await server.listen({host: '127.0.0.1', port: 0, orNext: false})}`
}

describe('starting', () => {
  it('with a token that Slack refuses ends with the variable to mend', async () => {
    const work = build({botToken: 'xoxb-bad'}).start(async () => {})
    await expect(work).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('SLACK_BOT_TOKEN'),
    })
    await expect(work).rejects.not.toThrow('xoxb-bad')
  })

  it('without an answer of Slack ends with what is unreachable', async () => {
    slack.fail('auth.test', {kind: 'reset', accepted: false})
    await expect(build().start(async () => {})).rejects.toMatchObject({code: 'platform-unreachable'})
  })

  it('asks Slack to come again until it is done', async () => {
    build()
    origin = `http://127.0.0.1:${await server.listen({host: '127.0.0.1', port: 0, orNext: false})}`
    expect(await post(mention())).toBe(503)
  })
})

describe('stopping', () => {
  it('waits for the turn that is under way and for what it sends, and lets nothing new in', async () => {
    build()
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    await start(async ({conversation}) => {
      await held
      await platform.send(conversation, {language: 'en', blocks: [paragraph('late')]})
    })
    expect(await post(mention())).toBe(200)
    const stopped = platform.stop()
    expect(await post(mention(), 'Ev2')).toBe(503)
    release()
    await stopped
    expect(slack.called('chat.postMessage')).toHaveLength(1)
  })

  it('does not wait for ever', async () => {
    build({}, 50)
    await start(() => new Promise(() => {}))
    await post(mention())
    await platform.stop()
    expect(record.messages('warn')).toContain('Slack was not waited for any longer')
  })
})

describe('the log', () => {
  it('holds nothing of what people write, nor of tokens, when the answer fails', async () => {
    build()
    await start(async ({conversation}) => {
      await platform.send(conversation, {language: 'en', blocks: [paragraph('the whispered answer')]})
    })
    slack.fail('chat.postMessage', {kind: 'error', error: 'is_archived'}, {times: 9})
    await post(mention({text: '<@U> the secret question'}))
    await slack.until('the call', () => slack.called('chat.postMessage').length > 0)
    await platform.stop()
    expect(record.lines.join('\n')).toContain('is_archived')
    expect(record.lines.join('\n')).not.toMatch(/secret question|whispered|xoxb|U0ANN/)
  })
})

describe('who is asked for', () => {
  it('is found by the workspace of the token', async () => {
    build()
    const received: Activity[] = []
    await start(async activity => void received.push(activity))
    await post(directMessage())
    await slack.until('the status', () => slack.called('assistant.threads.setStatus').length > 0)
    expect(received).toMatchObject([{from: {tenant: team}, conversation: {scope: 'personal'}}])
    expect(await platform.place({platform: 'slack', tenant: team, id: 'U0ANN'})).toMatchObject({scope: 'personal'})
    expect(await platform.people({platform: 'slack', tenant: team, id: 'U0ANN'})).toMatchObject([{admin: false}])
  })
})

describe('the pages of an installation', () => {
  function page(show: typeof sayInstalled, what: unknown): {status: number; text: string} {
    build()
    let status = 0
    let text = ''
    const response = {
      writeHead: (code: number) => {
        status = code
      },
      end: (said: string) => {
        text = said
      },
    }
    show(what, {}, {} as never, response as never)
    return {status, text}
  }

  it('say that it worked', () => {
    expect(page(sayInstalled, {})).toMatchObject({status: 200, text: expect.stringContaining('is installed')})
  })

  it.each([
    ['slack_oauth_installer_authorization_error', 403],
    ['slack_oauth_invalid_state', 400],
    ['slack_oauth_missing_state', 400],
    ['slack_oauth_missing_code', 400],
    ['slack_webapi_platform_error', 502],
    [undefined, 502],
  ])('say in a sentence what to do about %s', (code, status) => {
    const shown = page(sayNotInstalled, {code, message: '<script>'})
    expect(shown.status).toBe(status)
    expect(shown.text).not.toMatch(/script|slack_/)
  })
})
