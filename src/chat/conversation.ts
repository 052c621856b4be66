// Where and who: conversations, people and references to messages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A person on a chat platform. */
export interface Person {
  /** The platform's name, as in {@link Conversation.platform}. */
  readonly platform: string
  /** The workspace or organisation on that platform. */
  readonly tenant: string
  /** The person's id on that platform. */
  readonly id: string
}

/** A place as an organisation writes it down, such as `#ask-legal` or `legal@example.org`. */
export interface NamedPlace {
  readonly platform: string
  readonly tenant: string
  readonly name: string
}

/** A place where people talk: a direct chat, a group, a channel with its threads, or a person's own page with us. */
export interface Conversation {
  readonly platform: string
  readonly tenant: string
  /** The id of the direct chat, group or channel. */
  readonly id: string
  readonly scope: 'personal' | 'group' | 'channel' | 'home'
  /** The thread in that channel, where there is one. */
  readonly thread?: string
}

/** A message that was sent, so that it can be changed later. */
export interface MessageRef {
  readonly conversation: Conversation
  readonly id: string
}

/** What a platform tells about a person. */
export interface Profile {
  readonly person: Person
  readonly kind: 'member' | 'guest' | 'bot'
  /** False where the account was deactivated. */
  readonly active: boolean
  /** True where the platform counts the person among those who run the workspace. */
  readonly admin: boolean
  /** True, among the people of a conversation, for whoever owns it, as far as the platform tells. */
  readonly owner?: true
  /** True where nobody else can be written to or told apart: in a terminal, or in a chat without accounts. */
  readonly alone?: true
  /** Further names by which an organisation may list the person, such as that of their account. */
  readonly names?: readonly string[]
  /** The person's IANA time zone, where the platform knows it. */
  readonly zone?: string
}
