// Phrases of the pulse, in English.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** What the pulse says; every other language has the same names. */
export const pulsePhrasesEn = {
  title: 'Team pulse',
  setUp: 'Set up a pulse',
  about:
    'A pulse asks a team the same few statements again and again, without names. I show you the invitation before anything is sent.',
  adminsOnly: 'Here only those who run the workspace may start a pulse.',
  ownersOnly:
    'Here those who run the workspace may start a pulse, and in a channel whoever owns it. Ask me again in your own channel.',
  membersOnly: 'Guests cannot start a pulse. Ask a colleague who is a full member.',
  alone:
    'A pulse asks at least five people, each in private, and from here I can write to nobody but you. Ask me for a pulse in the chat in which your team is; there it takes a minute.',
  noPulses: 'No pulse is defined in the knowledge base.',
  form: {
    audience: 'Who is asked?',
    channel: 'Everybody who is here',
    list: 'The people chosen below',
    people: 'People',
    peopleHint: 'Guests and bots are left out.',
    survey: 'Statements',
    statements: (title: string, count: number) => `${title} (${count})`,
    closes: 'Open until, at 18:00',
    rhythm: 'How often?',
    rhythms: {once: 'Once', 'six-weeks': 'Every 6 weeks', quarterly: 'Every 3 months'},
    zone: 'Time zone of the team',
    zoneHint: 'Such as Europe/Berlin.',
    asker: 'Who asks? The invitation says so.',
    askerAtFirst: 'Your open source program office',
    why: 'Why do you ask?',
    whyAtFirst: 'We want to know where open source work is hard here, and mend that first.',
    extras: 'Besides',
    words: (comment: string) => `Ask for free text, too: “${comment}”`,
    wordsHint: (detail: number) =>
      `Shown word for word to everybody who is invited, without names, from ${detail} answers on.`,
    preview: 'Show the invitation',
    cancel: 'Cancel',
  },
  groups: {
    open: 'Compare groups',
    about: (score: number) =>
      `A group is shown by itself where it and all others have ${score} answers each. It is fixed before the first answer.`,
    name: (number: number) => `Name of group ${number}`,
    people: (number: number) => `People in group ${number}`,
    save: 'Save',
    none: 'Everybody else',
    line: (name: string, count: number) => `${name}: ${count} invited`,
  },
  problems: {
    title: 'Nothing was sent. Please mend this first:',
    gone: 'This draft is no longer there. Please begin anew.',
    nobody: 'I cannot see who is in this channel. Invite me into it, or choose people.',
    noChannel: 'There is no channel here. Choose people.',
    few: (count: number, least: number) =>
      `Besides you, ${count} would be invited. It takes ${least} at least, or single answers could be worked out; ${least + 3} or more are advised, since not everybody answers.`,
    many: (most: number) => `Choose ${most} people at most, or ask a channel.`,
    survey: 'Choose the statements.',
    closes: 'The last day has to be a day such as 2026-12-04, after today and within 60 days.',
    rhythm: 'Choose how often: once, six-weeks or quarterly.',
    zone: (zone: string) => `“${zone}” is no time zone that I know. Write one such as Europe/Berlin.`,
    asker: 'Write who asks.',
    groupName: 'Each group needs a name of its own, and people.',
    groupTwice: 'A person can be in one group only.',
  },
  preview: {
    title: 'This goes to each person who is invited',
    counts: (invited: number, left: number) =>
      left === 0
        ? `${invited} people are invited.`
        : `${invited} people are invited; ${left} guests, bots or accounts that are no longer active are not.`,
    advice: (advised: number) => `Fewer than ${advised}: if some do not answer, there may be no result.`,
    send: 'Send it now',
    change: 'Change',
    discard: 'Discard',
    discarded: 'Discarded. Nothing was sent.',
    sending: (invited: number) => `The invitations to ${invited} people are on their way. I tell you when it is over.`,
    sent: 'That was sent already.',
  },
  invitation: {
    asks: (asker: string) => `${asker} asks:`,
    minute: (statements: number, until: string) => `${statements} statements, about a minute, until ${until}.`,
    since: 'What was done since the last pulse:',
    facts: 'Before you answer',
    stored:
      'While it is open, your answer is kept encrypted, under a name that cannot be told without a random secret of this pulse. When it closes, answers are added up; then they are deleted, and so is the secret.',
    minimum: (score: number, detail: number) =>
      `Nothing is shown below ${score} answers, of the whole or of any statement, and no shares or free text below ${detail}. With fewer than ${score}, all of it is discarded.`,
    when: 'Results come once, after the close, and are the same for everybody, for those who ask and for admins too.',
    withdraw: 'You can change or withdraw your answer until it closes.',
    platform:
      'This chat itself may log that you opened this message and sent a form, and the form passes through it. Whoever runs the machine could read answers while the pulse is open. Answer only if that is fine with you; nobody is told whether you did.',
    answer: 'Answer',
    channel: (asker: string) => `${asker} has started a pulse. Everybody who was here then was invited in private.`,
    reminder: (until: string) =>
      `A reminder to everybody who is invited, whether they have answered or not: open until ${until}.`,
  },
  vote: {
    submit: 'Save',
    change: 'Change my answer',
    withdraw: 'Withdraw it',
    status: 'Enough answers?',
    saved: (until: string) => `Saved. You can change or withdraw it until ${until}.`,
    older: 'A newer answer of yours is there already. It stays.',
    withdrawn: 'Withdrawn. You can answer again until it closes.',
    unsaved: 'I could not store that in time, so take it as not saved. Please send it again.',
    over: 'This pulse is closed. Nothing was saved.',
    late: 'The pulse closed in this very moment. I cannot tell whether your answer still counted.',
    notInvited:
      'You are not among those invited: that was settled when the pulse began. Who came later is asked the next time.',
    choose: (statement: string) => `Nothing was saved: one of the options is missing for “${statement}”.`,
    words: 'Shown to everybody word for word. Write nothing that tells who you are.',
    wordsOptional: 'optional',
    reached: 'The minimum is reached. Results come after the close.',
    notReached: 'The minimum is not reached yet.',
  },
  results: {
    title: (day: string) => `Results of the pulse, ${day}`,
    answers: (band: string) => `${band} answers. Scores go from 0 to 100; 10 stands for 10 or less, 90 for 90 or more.`,
    index: (score: string, verdict: string) => `Index: ${score}, ${verdict}`,
    verdicts: {act: 'act', watch: 'watch', fine: 'fine'},
    changes: {better: 'better than last time', worse: 'worse than last time', unclear: 'no clear change'},
    hidden: 'not shown: fewer answers than the minimum',
    agree: (share: string) => `about ${share} of 100 agree`,
    unit: 'of 100',
    chart: 'The statements',
    trend: 'The index over time',
    trendOther: 'The index, before its statements changed',
    discarded: (minimum: number) =>
      `Fewer than ${minimum} answered. There is no result, and all answers have been deleted.`,
    deleted: 'The answers themselves and their secret have been deleted.',
    since: 'What was done before this pulse:',
    groups: 'Groups',
    group: (name: string, band: string) => `${name} (${band} answers)`,
    words: 'One thing to fix next',
    moreWords: (count: number) => `${count} more stand in the table.`,
    weakest: (area: string) => `The lowest score: ${area}`,
    read: 'Read about it',
    tips: 'Tips about it, here',
    table: 'Table (CSV)',
    tableFor: (day: string) => `The published table of ${day}.`,
    gone: 'This table is no longer kept.',
    atMost: '10 or less',
    atLeast: '90 or more',
    columns: ['area', 'statement', 'score', 'verdict', 'agree', 'change'],
    allAnswers: 'answers',
    allIndex: 'index',
  },
  owner: {
    running: 'Your pulse is open. I cannot show you who answered, nor how many.',
    closeNow: 'Close it now',
    closing: 'It closes now. Results come in a moment.',
    notYours: 'Only whoever started this pulse can do that.',
    next: (when: string) => `The next pulse starts on ${when}.`,
    whatDone: 'Before it does: what was done about the last results? It stands in the invitation and in the results.',
    tell: 'Say what was done',
    done: 'What was done',
    thanks: 'Thank you. It will stand in the next invitation.',
    stop: 'No more pulses',
    stopped: 'There will be no more pulses of this series.',
    few: (count: number, least: number) =>
      `This pulse could not start: besides you ${count} would be invited, and it takes ${least}.`,
    unseen: 'This pulse could not start: I cannot see the people of its channel any more.',
    noSurvey: 'This pulse could not start: its statements are no longer in the knowledge base.',
  },
}

/** The sentences of the pulse. */
export type PulsePhrases = typeof pulsePhrasesEn
