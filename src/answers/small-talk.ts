// Small talk: greetings, thanks and questions about the counselor itself.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {fold} from './words.ts'

/** What a person says that is no question to the knowledge base. `empty` is a message without words. */
export type SmallTalk = 'greeting' | 'thanks' | 'bye' | 'help' | 'topics' | 'about' | 'empty'

/** Whole messages, folded, without punctuation; each pattern has to match from start to end. */
const patterns: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'greeting',
    /(?:hi|hello|hey|hey there|hi there|hello there|good (?:morning|afternoon|evening|day)|greetings|moin|yo|hi all|hello (?:bot|counselor|counsellor)|hi (?:bot|counselor|counsellor)|你好|您好|嗨|早上好|下午好|晚上好|大家好|哈喽)/,
  ],
  [
    'thanks',
    /(?:ok |great |perfect |cool )?(?:thanks|thank you|thx|ty|cheers|much appreciated)(?: a lot| so much| very much| again)?(?: that (?:helps|helped|was helpful))?|(?:great|perfect|cool|nice|awesome|got it|ok|okay|that (?:helps|helped)(?: a lot)?|very helpful)|(?:好的 ?)?(?:谢谢|多谢|感谢|谢了)(?:你|您|啦)?|好的|明白了|知道了|收到/,
  ],
  ['bye', /(?:bye|bye bye|goodbye|see you|see you later|ciao|good night|再见|拜拜|晚安)/],
  [
    'help',
    /(?:help|help me|please help|help please|i need help|can you help(?: me)?|(?:i have|i've got) a question|can i ask(?: you)? (?:something|a question)|question|what can you do|what can i ask(?: you)?|how do you work|how does this work|how do i use (?:this|you)|what do you do|what are you for|帮助|帮忙|我有个问题|我有问题|想问个问题|请问一下|怎么用|你能做什么|你会什么|我可以问什么|能问什么)/,
  ],
  [
    'topics',
    /(?:topics|list topics|show topics|list of topics|all topics|which topics do you (?:know|cover)|what topics do you (?:know|cover)|what do you know|table of contents|browse|主题|目录|有哪些主题|你知道什么)/,
  ],
  [
    'about',
    /(?:about|about you|who are you|what are you|who made you|who wrote (?:you|this)|are you (?:a bot|a robot|human|real|an ai|ai|chatgpt|a person)|is this (?:a bot|an ai|ai|chatgpt)|licen[cs]es?|about and licen[cs]es?|your licen[cs]es?|credits|version|你是谁|你是机器人吗|你是人吗|你是ai吗|关于|关于你)/,
  ],
]

const whole = patterns.map(([kind, pattern]) => [kind, new RegExp(`^(?:${pattern.source})$`, 'u')] as const)

/** The longest small talk, in characters; anything longer is a question. */
const longest = 60

/**
 * What kind of small talk a message is; undefined for a question.
 * @param message as it was typed
 */
export function smallTalkOf(message: string): SmallTalk | undefined {
  const words = fold(message)
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()
  if (words === '') return 'empty'
  if (words.length > longest) return undefined
  return whole.find(([, pattern]) => pattern.test(words))?.[0]
}
