// A counselor that says what a script says: sample cards of every block kind and a form, for the tests of the web chat's page.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Suggestion} from '../../adapters/web/wire.ts'
import type {Activity, Press, Submission} from '../../src/chat/activity.ts'
import type {Card, Feedback} from '../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../src/chat/card.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Platform} from '../../src/chat/platform.ts'
import {link, strong, text} from '../../src/chat/prose.ts'
import {charts, pulse} from './sample-survey.ts'

/** The card that greets a new visitor. */
export const welcome: Card = {
  language: 'en',
  blocks: [
    heading('Welcome to the front desk'),
    paragraph('I answer questions about open source program offices: what they do, how to start one, how to run it.'),
    buttons(
      [
        {label: 'What does an OSPO do?', action: 'ask', value: 'what', style: 'primary'},
        {label: 'How do we start one?', action: 'ask', value: 'start'},
        {label: 'What does the readiness check ask?', action: 'ask', value: 'check'},
      ],
      'To begin with',
    ),
  ],
}

/**
 * An answer with every block kind.
 * @param chosen the thumb that was pressed
 */
export function answer(chosen?: 'up' | 'down'): Card {
  return {
    language: 'en',
    blocks: [
      heading('Ingredients for a minimum viable OSPO'),
      paragraph([
        text('A minimum viable OSPO needs '),
        strong('people, technology and a budget'),
        text(
          ', plus a clear view of who its key stakeholders are. The first three give the office its structure; the ',
        ),
        {kind: 'em', text: 'fourth'},
        text(' tells you whom open source work touches in your organisation.'),
      ]),
      {
        kind: 'list',
        ordered: false,
        items: [
          [strong('Where it works: '), text('the areas in which it meets other parts of the organisation.')],
          [
            strong('How it works: '),
            text('the strategy it follows, written down in '),
            {kind: 'code', text: 'OSPO.md'},
          ],
        ],
      },
      heading('To begin'),
      {
        kind: 'list',
        ordered: true,
        items: [[text('List on one page what you have of each today.')], [text('Mark what is missing.')]],
      },
      {kind: 'quote', spans: [text('Start small, and start where somebody already asks for help.')]},
      {kind: 'file', name: 'ingredients.csv', type: 'text/csv', text: 'what,have\n人员,"2"\n'},
      note([
        text('Source: '),
        link('TODO Group OSPO Book', 'https://ospobook.todogroup.org/03-chapter/'),
        text(', chapter 3, day-to-day operations, 2023'),
      ]),
      note('Licence: CC BY 4.0'),
      buttons(
        [
          {label: 'Which roles does an OSPO need?', action: 'ask', value: 'roles'},
          {label: 'Finding the budget', action: 'ask', value: 'budget'},
          {label: 'Ask a person', action: 'hand-over', value: 'q-1'},
        ],
        'Read next',
      ),
      feedback(chosen),
    ],
  }
}

/** A choice of what was meant. */
export const didYouMean: Card = {
  language: 'en',
  blocks: [
    heading('Did you mean one of these?'),
    buttons([
      {label: 'Measuring the value of an OSPO', action: 'ask', value: 'value'},
      {label: 'Metrics for the health of a community', action: 'ask', value: 'health'},
      {label: 'None of these', action: 'none', value: ''},
    ]),
  ],
}

const chinese: Card = {
  language: 'zh',
  blocks: [
    heading('最小可行 OSPO 的要素'),
    paragraph('最小可行的 OSPO 需要三样东西：人员、技术和预算；此外还要弄清楚组织里哪些关键利益相关者会参与开源。'),
    {kind: 'quote', spans: [text('先用一页纸列出现有条件。')]},
    note('来源：TODO Group OSPO Book，第 3 章，2023，CC BY 4.0'),
  ],
}

/** A form with every kind of field. */
export const suggestion: Form = {
  action: 'suggest',
  value: 'q-1',
  title: 'Suggest a better answer',
  submit: 'Send it',
  cancel: 'Not now',
  prose: [
    {
      kind: 'paragraph',
      spans: [
        text('It goes to the '),
        strong('open source office'),
        text(', who read every suggestion. See '),
        link('how', 'https://example.org/how'),
      ],
    },
  ],
  inputs: [
    {
      kind: 'text',
      id: 'title',
      label: 'In one line',
      multiline: false,
      required: true,
      most: 60,
      initial: 'About ingredients',
    },
    {
      kind: 'text',
      id: 'answer',
      label: 'What should the answer be?',
      hint: 'Your own words, and where they come from.',
      multiline: true,
      required: true,
      most: 300,
    },
    {
      kind: 'text',
      id: 'who',
      label: 'Whom may we ask?',
      hint: 'A team is enough.',
      multiline: false,
      required: false,
      most: 80,
    },
  ],
  language: 'en',
}

const chineseForm: Form = {
  ...suggestion,
  title: '建议更好的回答',
  submit: '发送',
  cancel: '取消',
  prose: [{kind: 'paragraph', spans: [text('开源办公室会阅读每一条建议。')]}],
  inputs: [
    {
      kind: 'text',
      id: 'answer',
      label: '回答应该是什么？',
      hint: '请用自己的话。',
      multiline: true,
      required: true,
      most: 100,
    },
  ],
  language: 'zh',
}

const sure = plain('Your question went to the OSPO team. You will hear from them here.')

/** The questions that the script offers while somebody types. */
export function suggest(typed: string): readonly Suggestion[] {
  const known = ['How do we start an OSPO?', 'How do we start a community?', 'What does an OSPO cost?']
  return known.filter(ask => ask.toLowerCase().includes(typed.toLowerCase())).map(ask => ({label: ask, ask}))
}

/**
 * Answers by the script: a message that holds `slow` after 600 ms, `mean` with a choice, `form` with a button that
 * opens a form, `write` with the form itself, `quiet` with nothing; `charts` and `pulse` with what a survey shows.
 * @param platform where the answers go
 * @param came called with each activity
 */
export function scripted(platform: Platform, came: (activity: Activity) => void = () => undefined) {
  return async (activity: Activity): Promise<void> => {
    came(activity)
    if (activity.kind === 'press') return pressed(platform, activity)
    const said = activity.kind === 'message' ? activity.text : ''
    if (said.includes('quiet')) return
    if (said.includes('write')) return platform.open(activity, suggestion)
    if (said === 'pulse') return platform.open(activity, pulse)
    if (said.includes('slow')) await new Promise(r => setTimeout(r, 600))
    await platform.send(activity.conversation, cardFor(activity))
  }
}

function cardFor(activity: Exclude<Activity, Press>): Card {
  if (activity.kind === 'joined' || activity.kind === 'opened') return welcome
  if (activity.kind === 'command') return plain('Ask in your own words. I answer from the handbook.')
  if (activity.kind === 'submission') return thanks(activity)
  if (activity.text === 'charts') return charts
  if (activity.text.includes('mean')) return didYouMean
  if (activity.text.includes('form')) return offer
  return /\p{Script=Han}/u.test(activity.text) ? chinese : answer()
}

async function pressed(platform: Platform, press: Press): Promise<void> {
  const {action, value, conversation, from} = press
  if (action === 'rate') await platform.update(press.message, answer(value.startsWith('up:') ? 'up' : 'down'))
  else if (action === 'form') await platform.open(press, value === 'zh' ? chineseForm : suggestion)
  else if (action === 'vanish') await platform.update(press.message, undefined)
  else if (action === 'hand-over') await platform.whisper(conversation, from, sure)
  else await platform.send(conversation, answer())
}

const offer: Card = {
  language: 'en',
  blocks: [
    buttons([
      {label: 'Suggest an answer', action: 'form', value: 'en'},
      {label: '建议回答', action: 'form', value: 'zh'},
    ]),
  ],
}

function thanks({values}: Submission): Card {
  return plain(`Thank you for “${values['answer']}”.`)
}

function feedback(chosen: 'up' | 'down' | undefined): Feedback {
  const block = {kind: 'feedback', action: 'rate', value: 'q-1'} as const
  return chosen === undefined ? block : {...block, chosen}
}

function plain(words: string): Card {
  return {language: 'en', blocks: [paragraph(words)]}
}
