// The manifest of the Slack app: valid by Slack's own schema, and asking for what is used and nothing besides.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {Ajv} from 'ajv'
import {default as formats} from 'ajv-formats'
import {parse} from 'yaml'
import {askShortcut} from '../../../adapters/slack/from-interaction.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {partOf, partsIn} from '../../../adapters/slack/payload.ts'
import {botEvents, botScopes} from '../../../adapters/slack/permissions.ts'
import {projectFolder, sourceFiles} from '../../doubles/source-files.ts'

const text = readFileSync(join(projectFolder, 'manifest.yml'), 'utf8')
const manifest: Payload = parse(text)
const features = partOf(manifest, 'features')
const settings = partOf(manifest, 'settings')

/** Slack's schema lies beside the project where it is developed; it is no part of it. */
const schemas = join(projectFolder, '../shared/schemas/slack-manifest')

/** The scope that each method of the web API asks for; docs.slack.dev/reference/methods. */
const scopesOfMethods: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** The scope that each event asks for; docs.slack.dev/reference/events. */
const scopesOfEvents: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  tokens_revoked: [],
}

/** The methods that the adapter calls: whatever its code quotes that reads like one. */
function methodsCalled(): string[] {
  const quoted = /'((?:apps|assistant|auth|chat|conversations|files|users|views)\.[A-Za-z.]+)'/g
  const files = sourceFiles('adapters').filter(({path}) => path.startsWith('adapters/slack/'))
  return [...new Set(files.flatMap(file => [...file.text.matchAll(quoted)].map(match => match[1] ?? '')))].sort()
}

function listed(part: Payload, name: string): unknown[] {
  const list = part[name]
  return Array.isArray(list) ? list : []
}

const scopes = listed(partOf(partOf(manifest, 'oauth_config'), 'scopes'), 'bot')
const events = listed(partOf(settings, 'event_subscriptions'), 'bot_events')

describe('the manifest', () => {
  const hasSchemas = existsSync(schemas)
  const skipped = hasSchemas ? '' : ` (skipped: there is no ${schemas})`
  const whereThereIsOne = hasSchemas ? it : it.skip
  whereThereIsOne(`is valid by the schema that Slack publishes${skipped}`, () => {
    const ajv = new Ajv({strict: false, allErrors: true})
    formats.default(ajv)
    const read = (name: string): Payload => JSON.parse(readFileSync(join(schemas, name), 'utf8'))
    const references = readFileSync(join(schemas, 'manifest.schema.json'), 'utf8').matchAll(/"\$ref": ?"([^"]+)"/g)
    const addresses = new Set([...references].map(([, address = '']) => address))
    for (const address of addresses) ajv.addSchema(read(address.split('/').at(-1) ?? ''), address)
    const validate = ajv.compile(read('manifest.schema.json'))
    expect(validate(manifest) ? [] : validate.errors).toEqual([])
    expect(validate({...manifest, features: {...features, unheard_of: true}})).toBe(false)
  })

  it('asks for the scopes that are used, and for no others', () => {
    const used = [
      ...methodsCalled().flatMap(method => scopesOfMethods[method] ?? [`of ${method}, unknown`]),
      ...events.flatMap(event => scopesOfEvents[String(event)] ?? [`of ${event}, unknown`]),
      'commands',
    ]
    expect([...scopes].sort()).toEqual([...new Set(used)].sort())
    expect([...scopes].sort()).toEqual([...botScopes].sort())
  })

  it('the methods of this test are all called', () => {
    expect(Object.keys(scopesOfMethods).filter(method => !methodsCalled().includes(method))).toEqual([])
  })

  it('says of each scope what it is for', () => {
    const lines = text.split('\n')
    const unexplained = scopes.filter(scope => {
      const at = lines.indexOf(`      - ${scope}`)
      return !/^ +# .{10,}/.test(lines[at - 1] ?? '')
    })
    expect(unexplained).toEqual([])
  })

  it('subscribes to the events that are understood, and to no others', () => {
    expect([...events].sort()).toEqual([...botEvents].sort())
  })

  it('has the command, the shortcut and the tabs that are answered', () => {
    expect(partsIn(features, 'slash_commands').map(each => each['command'])).toEqual(['/ospo'])
    expect(partsIn(features, 'shortcuts').map(each => each['callback_id'])).toEqual([askShortcut])
    expect(partOf(features, 'app_home')).toMatchObject({home_tab_enabled: true, messages_tab_enabled: true})
    expect(features['agent_view']).toBeDefined()
    expect(features['assistant_view']).toBeUndefined()
  })

  it('sends everything to the one address that is served', () => {
    const addresses = [...text.matchAll(/https:\/\/counselor\.example\.org(\/\S+)/g)].map(match => match[1])
    expect(new Set(addresses)).toEqual(new Set(['/slack/events', '/slack/oauth_redirect']))
    expect(addresses).toHaveLength(4)
  })
})
