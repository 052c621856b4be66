// Phrases of a person's own page, in each language.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

/** The sentences of a person's own page. */
export interface HomePhrases {
  readonly title: string
  readonly open: string
  readonly ask: string
  readonly yourQuestion: string
  readonly browse: string
  readonly fresh: string
  readonly settings: string
  readonly forget: string
  readonly admin: string
  readonly noNumbersYet: string
  readonly week: (monday: string, questions: number, answered: number) => string
  readonly ratings: (up: number, down: number) => string
  readonly gaps: string
  readonly noGaps: string
  readonly gap: (question: string, times: number) => string
  readonly export: string
  readonly exported: string
  readonly audit: string
  readonly noAudit: string
  readonly act: (when: string, act: string, by: string, where: string) => string
}

/** The sentences by language. */
export const homePhrases: Readonly<Record<Language, HomePhrases>> = {
  en: {
    title: 'The front desk of open source',
    open: 'Your page',
    ask: 'Ask a question',
    yourQuestion: 'Your question, in your own words',
    browse: 'Browse',
    fresh: 'Newly written or reviewed:',
    settings: 'Your data',
    forget: 'Forget me',
    admin: 'For the open source program office',
    noNumbersYet: 'Nobody has asked anything yet.',
    week: (monday, questions, answered) => `Week of ${monday}: ${questions} questions, ${answered} % answered`,
    ratings: (up, down) => `Ratings: ${up} 👍, ${down} 👎`,
    gaps: 'Questions that I missed',
    noGaps: 'None that three people asked or that somebody agreed to show.',
    gap: (question, times) => `${question} (${times}×)`,
    export: 'Export as CSV',
    exported: 'The missed questions as a table.',
    audit: 'What was done lately',
    noAudit: 'Nothing that is noted in the audit log.',
    act: (when, act, by, where) => `${when} ${act} by ${by}${where === '' ? '' : ` in ${where}`}`,
  },
  zh: {
    title: '开源服务台',
    open: '你的页面',
    ask: '提一个问题',
    yourQuestion: '用你自己的话提问',
    browse: '浏览',
    fresh: '最近撰写或审核：',
    settings: '你的数据',
    forget: '忘记我',
    admin: '给开源办公室',
    noNumbersYet: '还没有人提问。',
    week: (monday, questions, answered) => `${monday} 那一周：${questions} 个问题，${answered}% 得到回答`,
    ratings: (up, down) => `评价：${up} 个 👍，${down} 个 👎`,
    gaps: '我没答上来的问题',
    noGaps: '暂时没有三人以上问过、或有人同意公开的问题。',
    gap: (question, times) => `${question}（${times} 次）`,
    export: '导出 CSV',
    exported: '未答上来的问题一览。',
    audit: '最近的操作',
    noAudit: '审计日志里还没有记录。',
    act: (when, act, by, where) => `${when} ${act}，由 ${by}${where === '' ? '' : `，于 ${where}`}`,
  },
}
