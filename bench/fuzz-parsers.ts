// Every parser of what others write, each with inputs of its own kind, for the fuzzer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {fromMetadata} from '../adapters/slack/form-metadata.ts'
import {isSlackBody} from '../adapters/slack/payload.ts'
import {parsedBody, signedHeaders} from '../adapters/slack/receiver.ts'
import {toActivity as fromSlack, mayConcernUs} from '../adapters/slack/to-activity.ts'
import {openBackend} from '../adapters/store/open-store.ts'
import {valuesIn} from '../adapters/teams/form-data.ts'
import type {BotActivity} from '../adapters/teams/payload.ts'
import {isPayload, lackOf} from '../adapters/teams/payload.ts'
import {toActivity as fromTeams, referenceOf} from '../adapters/teams/to-activity.ts'
import {toActivity as fromWeb} from '../adapters/web/to-activity.ts'
import {Answers} from '../src/answers/answers.ts'
import {masked} from '../src/answers/mask.ts'
import {csvOf} from '../src/chat/csv.ts'
import {readConfig} from '../src/config.ts'
import {readAsFarAsPossible} from '../src/config-faults.ts'
import {settings} from '../src/config-reference.ts'
import {parseDocument} from '../src/knowledge/document.ts'
import {Library} from '../src/knowledge/library.ts'
import {readOwners} from '../src/knowledge/owners.ts'
import {readThesaurus} from '../src/knowledge/thesaurus.ts'
import {readSurvey} from '../src/surveys/survey-document.ts'
import {tipsOf} from '../src/tips/tip.ts'
import {fieldsFrom, wishOf} from '../src/tips/wish.ts'
import {understood} from '../src/tips/words.ts'
import {unknownVariables} from '../src/unknown-variables.ts'
import * as slack from '../tests/adapters/slack/slack-bodies.ts'
import {invokeIn, messageIn} from '../tests/wire/teams-activities.ts'
import {brokenOf, environments, filesLike, texts} from './fuzz-inputs.ts'

/** A parser and what it is given. It may throw an error of ours; anything else is a crash. */
export interface Parser {
  readonly name: string
  readonly property: fc.IRawProperty<unknown>
}

const own = join(process.cwd(), 'knowledge')
const now = Date.UTC(2026, 10, 29)

/** All parsers; the library is indexed for the questions. */
export async function parsers(): Promise<readonly Parser[]> {
  return [
    slackRequests(),
    slackForms(),
    teams(),
    web(),
    ...files(),
    ...settingsParsers(),
    ...words(),
    await questions(),
  ]
}

/** A case at a time; what a parser gives may be looked at, and a promise is waited for. */
function parser<T>(name: string, inputs: fc.Arbitrary<T>, read: (input: T) => unknown): Parser {
  return {name, property: fc.asyncProperty(inputs, async input => void (await onlyOurs(() => read(input))))}
}

async function onlyOurs(read: () => unknown): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!isOurs(error)) throw error
  }
}

/** By its code, since files are also read in a realm of their own. */
function isOurs(error: unknown): boolean {
  const {name, code, fix} = Object(error) as {readonly name?: unknown; readonly code?: unknown; readonly fix?: unknown}
  return name === 'CounselorError' && typeof code === 'string' && typeof fix === 'string'
}

function slackRequests(): Parser {
  const sound = [
    ...[slack.eventBody(slack.mention()), slack.eventBody(slack.directMessage()), slack.commandBody('help')],
    ...[slack.pressBody(), slack.pressInView('modal'), slack.pressInView('home'), slack.shortcutBody()],
    ...[slack.submissionBody('{"action":"a","place":{"id":"D","scope":"personal"}}', {a: {b: {value: 'c'}}})],
    ...[slack.eventBody({type: 'app_home_opened', user: 'U', channel: 'D', tab: 'home'})],
  ]
  const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', undefined)
  const json = brokenOf(sound).map(body => JSON.stringify(body) ?? '')
  const wire = fc.oneof(
    json,
    json.map(body => `payload=${encodeURIComponent(wellFormed(body))}`),
    texts,
  )
  const headers = fc.record({'x-slack-signature': texts, 'x-slack-request-timestamp': texts}, {requiredKeys: []})
  return parser('Slack requests', fc.tuple(wire, types, headers), ([body, type, sent]) => {
    signedHeaders(sent, now)
    const said = parsedBody(body, type)
    if (!isSlackBody(said)) return
    mayConcernUs(said)
    fromSlack(said, {botUserId: slack.bot, now})
  })
}

function slackForms(): Parser {
  const metadata = brokenOf([{action: 'a', value: 'v', place: {id: 'D', scope: 'personal', thread: '1.2'}}])
  return parser(
    'Slack form data',
    fc.oneof(
      metadata.map(each => JSON.stringify(each) ?? ''),
      texts,
    ),
    fromMetadata,
  )
}

function teams(): Parser {
  const scene = {serviceUrl: 'https://teams.example', scope: 'personal', who: 'ann'} as const
  const sound = [
    messageIn(scene, 'What is an OSPO?'),
    messageIn({...scene, scope: 'channel', thread: '1'}, '<at>Counselor</at> hello'),
    invokeIn(scene, 'adaptiveCard/action', {
      action: {type: 'Action.Execute', verb: 'x', data: {'f-a': 'b', c: 'form'}},
    }),
    invokeIn(scene, 'task/submit', {data: {c: 'form', a: 'x', v: 'y', 'm-a': 'b,c', 'p-who': 'd'}}),
    invokeIn(scene, 'composeExtension/query', {parameters: [{name: 'q', value: 'licence'}]}),
  ]
  return parser('Teams activities and forms', brokenOf(sound), body => {
    if (isPayload(body)) valuesIn(body)
    if (lackOf(body, false) !== undefined) return
    referenceOf(body as BotActivity)
    fromTeams(body as BotActivity, now)
  })
}

function web(): Parser {
  const id = '00000000-0000-4000-8000-000000000000'
  const from = {platform: 'web', tenant: 'local', id: 'visitor'}
  const sound = [
    {kind: 'message', id, text: 'hello'},
    {kind: 'command', id, name: 'ask', text: 'hello'},
    {kind: 'press', id, action: 'a', value: 'v', message: 'm'},
    {kind: 'submission', id, action: 'a', value: 'v', values: {field: 'text'}},
  ]
  const setting = {from, conversation: {...from, scope: 'personal'}, at: now} as const
  return parser('web chat bodies', brokenOf(sound), body => fromWeb(body, setting))
}

function files(): Parser[] {
  const sound = (room: string) =>
    readdirSync(join(own, room)).map(name => readFileSync(join(own, room, name), 'utf8').slice(0, 4_000))
  const like = (room: string) => filesLike(sound(room))
  const raw = (content: string) => ({path: 'fuzzed.md', content, overlay: true})
  const yaml = filesLike(
    ['owners.yml', 'thesaurus.yml'].map(name => readFileSync(join(own, name), 'utf8').slice(0, 2_000)),
  )
  return [
    parser('Markdown of passages', like('chapters'), content => parseDocument(raw(content))),
    parser('Markdown of surveys', like('surveys'), content => readSurvey(raw(content))),
    parser('Markdown of tips', like('tips'), content => tipsOf({files: [{...raw(content), room: 'tips', layer: 1}]})),
    parser('YAML of owners and words', yaml, content => {
      readOwners('owners.yml', content, new Map())
      readThesaurus('thesaurus.yml', content)
    }),
  ]
}

function settingsParsers(): Parser[] {
  const likely = [
    '',
    ' ',
    '0',
    '3000',
    '65536',
    '-1',
    'on',
    'off',
    'xoxb-1',
    'xapp-1',
    'https://x.org',
    'http://[::1',
    ',',
  ]
  const sound = Object.fromEntries(settings.map(({name}) => [name, likely]))
  const url = fc.oneof(
    texts,
    fc.tuple(fc.constantFrom('', 'sqlite', 'mysql', 'redis', 'postgres'), texts).map(all => all.join(':')),
  )
  return [
    parser('configuration', environments(sound), env => {
      readAsFarAsPossible(env)
      unknownVariables(Object.keys(env))
      readConfig(env)
    }),
    // Only what names no engine that would be opened, so that nothing is written and nobody is called.
    parser(
      'STORE_URL',
      url.filter(each => !/^(?:sqlite:[\s\S]|rediss?:|postgres)/i.test(each)),
      each => openBackend(each),
    ),
  ]
}

function words(): Parser[] {
  const names = ['id', 'areas', 'topics', 'rhythm', 'days', 'time', 'zone', 'quiet', 'dates', 'holidays']
  const likely = [
    '',
    'weekly',
    'monthly',
    '1',
    '2\n3',
    '09:00',
    '24:00',
    'Europe/Berlin',
    'weekends',
    '2026-02-30',
    'DE',
  ]
  const fields = environments(Object.fromEntries(names.map(name => [name, likely])))
  const some = fc.constantFrom(
    'tips',
    'every',
    'day',
    'week',
    'on',
    'Monday',
    'at',
    '9:00',
    'stop',
    'about',
    '每周',
    '提示',
    '10am',
  )
  const said = fc.oneof(
    texts,
    fc.array(fc.oneof(some, texts), {maxLength: 8}).map(all => all.join(' ')),
  )
  const cell = fc.oneof(texts, fc.double(), fc.constantFrom('=1+1', '@x', '\t=1', '"', '-1'))
  return [
    parser('wishes for tips, in words', fc.tuple(said, fc.boolean()), ([each, asked]) => understood(each, asked)),
    parser('wishes for tips, in fields', fields, each => wishOf(fieldsFrom(each), now)),
    parser('CSV', fc.array(fc.array(cell, {maxLength: 5}), {maxLength: 5}), rows => {
      if (
        /(?:^|[,\n])"?[=+@]/.test(
          csvOf(rows.map(row => row.filter(each => typeof each === 'string' && !/[",\n]/.test(each)))),
        )
      )
        throw new Error('a cell begins a formula')
    }),
  ]
}

async function questions(): Promise<Parser> {
  const library = await Library.open({own, overlays: []})
  const answers = new Answers(library)
  const some = [
    'What is an OSPO?',
    'licence',
    'and in government?',
    '开源项目办公室是什么',
    'hi',
    'what comes next',
    'anna@example.org',
  ]
  const said = fc.oneof(
    texts,
    fc.array(fc.oneof(fc.constantFrom(...some), texts), {maxLength: 6}).map(all => all.join(' ')),
  )
  return parser('questions', said, question => {
    masked(question)
    answers.answer(question, {question, passages: []})
  })
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
