// Phrases about a person's own data, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {KeptThing} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'

/** The sentences about a person's own data. */
export interface DataPhrases {
  /** The button that shows it. */
  readonly show: string
  readonly shown: (things: readonly string[]) => string
  readonly nothing: string
  readonly sentInPrivate: string
  readonly forgotten: (things: readonly string[]) => string
  readonly nothingToForget: string
  /** How many of a thing, in words. */
  readonly count: (thing: KeptThing, count: number) => string
}

/** One and many of each thing, as they are kept of the person who is spoken to. */
const english: Readonly<Record<KeptThing, readonly [one: string, many: string]>> = {
  ratings: ['rating', 'ratings'],
  'missed-questions': ['question that I missed', 'questions that I missed'],
  'hand-overs': ['question that you passed on', 'questions that you passed on'],
  checks: ['check with its answers', 'checks with their answers'],
  'pulse-answers': ['answer to an open pulse', 'answers to open pulses'],
  'pulse-drafts': ['draft of a pulse', 'drafts of pulses'],
  pulses: ['pulse that names you', 'pulses that name you'],
  tips: [
    'series of tips that you ordered (a channel keeps it, without your name)',
    'series of tips that you ordered (channels keep theirs, without your name)',
  ],
  contexts: ['answer that only you saw', 'answers that only you saw'],
  places: ['note on how to reach you', 'notes on how to reach you'],
}

const chinese: Readonly<Record<KeptThing, string>> = {
  ratings: '条评价',
  'missed-questions': '个我没答上来的问题',
  'hand-overs': '个你转交的问题',
  checks: '次自测及其答案',
  'pulse-answers': '份进行中的团队脉搏答卷',
  'pulse-drafts': '份团队脉搏草稿',
  pulses: '个提到你的团队脉搏',
  tips: '个你订阅的小贴士系列（频道里的照常发送，但不再记有你的名字）',
  contexts: '条只有你看到的回答',
  places: '条如何联系到你的记录',
}

/** The sentences by language. */
export const dataPhrases: Readonly<Record<Language, DataPhrases>> = {
  en: {
    show: 'Show my data',
    shown: things => `This is all that I keep about you: ${things.join(', ')}.`,
    nothing: 'I keep nothing about you.',
    sentInPrivate: 'I have sent it to you in private.',
    forgotten: things =>
      `Done. I have forgotten what we talked about here, and deleted: ${things.join(', ')}. Other notes carry no name.`,
    nothingToForget: 'I keep nothing about you beyond this conversation, and that is forgotten now.',
    count: (thing, count) => `${count} ${english[thing][count === 1 ? 0 : 1]}`,
  },
  zh: {
    show: '查看我的数据',
    shown: things => `我保存的关于你的全部内容：${things.join('、')}。`,
    nothing: '我没有保存任何关于你的内容。',
    sentInPrivate: '我已私下发给你。',
    forgotten: things => `好的。我已经忘记我们在这里谈过的内容，并删除了：${things.join('、')}。其他记录不带姓名。`,
    nothingToForget: '除了这段会话，我没有保存与你有关的内容；会话现在也忘记了。',
    count: (thing, count) => `${count} ${chinese[thing]}`,
  },
}
