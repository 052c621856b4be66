// The command `ask`: one answer for a person, or JSON lines in and JSON lines out.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createInterface} from 'node:readline'
import type {Answer} from '../answers/answer.ts'
import {answerCard} from '../answers/answer-card.ts'
import type {Answers} from '../answers/answers.ts'
import {beforeOf} from '../answers/ask.ts'
import {talkCard} from '../answers/guide-card.ts'
import type {Before} from '../answers/ranker.ts'
import type {Card} from '../chat/card.ts'
import {cardText} from '../chat/card-text.ts'

/** What the command works with. */
export interface AskCommand {
  readonly answers: Answers
  readonly input: NodeJS.ReadableStream
  readonly write: (text: string) => void
}

/** One answer as scripts read it. */
export interface AnswerLine {
  readonly question: string
  readonly decision: Answer['decision']
  /** The best passages, at most ten, each with its score from 0 to 1. */
  readonly passages: readonly {readonly id: string; readonly score: number}[]
  /** What a person would have read. */
  readonly text: string
  /** The role to ask, where the topic is not covered. */
  readonly owner?: string
}

/**
 * Runs the command.
 * @param args the question, or `--json` to read lines from the input
 * @returns the exit code: 0, or 2 where there is nothing to ask
 */
export async function askCommand(command: AskCommand, args: readonly string[]): Promise<number> {
  if (args.includes('--json')) {
    await answerLines(command)
    return 0
  }
  const question = args.join(' ').trim()
  if (question === '') {
    command.write('Usage: npm run -s ask -- "question"\n       npm run -s ask -- --json < questions\n')
    return 2
  }
  const answer = command.answers.answer(question)
  command.write(`${cardText(cardOf(answer, command.answers), {addresses: true})}\n`)
  return 0
}

/** Reads a question a line, as plain text or as {"question", "conversation"}; follow-ups work within a conversation. */
async function answerLines({answers, input, write}: AskCommand): Promise<void> {
  const conversations = new Map<string, Before>()
  for await (const line of createInterface({input, crlfDelay: Number.POSITIVE_INFINITY})) {
    if (line.trim() === '') continue
    const {question, conversation} = readLine(line)
    const answer = answers.answer(question, conversation === undefined ? undefined : conversations.get(conversation))
    const before = beforeOf(answer)
    if (conversation !== undefined && before) conversations.set(conversation, before)
    write(`${JSON.stringify(lineOf(answer, answers))}\n`)
  }
}

function readLine(line: string): {question: string; conversation: string | undefined} {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'question' in value && typeof value.question === 'string') {
      const conversation =
        'conversation' in value && typeof value.conversation === 'string' ? value.conversation : undefined
      return {question: value.question, conversation}
    }
  } catch {
    // Not JSON: the line itself is the question.
  }
  return {question: line, conversation: undefined}
}

function lineOf(answer: Answer, answers: Answers): AnswerLine {
  const line = {
    question: answer.question,
    decision: answer.decision,
    passages: answer.ranked.map(({passage, score}) => ({id: passage.id, score: Math.round(score * 10_000) / 10_000})),
    text: cardText(cardOf(answer, answers)),
  }
  return answer.decision === 'not-covered' ? {...line, owner: answer.topic.owner} : line
}

function cardOf(answer: Answer, {knowledge}: Answers): Card {
  if (answer.decision === 'chat') return talkCard(answer.talk, {language: answer.language, knowledge})
  return answerCard({answer, id: '-', knowledge, shareable: false})
}
