// What Redis does with rows, as scripts in Lua: each runs whole or not at all, so that all processes see the same.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Three things hold the rows: a string for each, which Redis lets expire by its own clock; an index of all keys in the
 * order of their bytes, since Redis cannot list by prefix; and an index by expiry, from which each write takes up to
 * four that have passed, more than it can add. Keys are not named to Redis beforehand, so it must not be a cluster.
 */
const prelude = `
local rows, index, expiries = 'counselor:row:', 'counselor:keys', 'counselor:expiries'
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function drop(key)
  redis.call('ZREM', index, key)
  redis.call('ZREM', expiries, key)
  return redis.call('DEL', rows .. key)
end
local function sweep()
  for _, key in ipairs(redis.call('ZRANGE', expiries, '-inf', now(), 'BYSCORE', 'LIMIT', 0, 4)) do
    if redis.call('EXISTS', rows .. key) == 0 then drop(key) end
  end
end
local function write(key, value, ttl)
  if ttl > 0 then
    redis.call('SET', rows .. key, value, 'PX', ttl)
    redis.call('ZADD', expiries, now() + ttl, key)
  else
    redis.call('SET', rows .. key, value)
    redis.call('ZREM', expiries, key)
  end
  redis.call('ZADD', index, 0, key)
  sweep()
  return 1
end
`

/** The scripts by name; their arguments come in the order in which redis-backend gives them. */
export const scripts = {
  get: `${prelude} return redis.call('GET', rows .. ARGV[1])`,
  set: `${prelude} return write(ARGV[1], ARGV[2], tonumber(ARGV[3]))`,
  create: `${prelude}
if redis.call('EXISTS', rows .. ARGV[1]) == 1 then return 0 end
return write(ARGV[1], ARGV[2], tonumber(ARGV[3]))`,
  swap: `${prelude}
if redis.call('GET', rows .. ARGV[1]) ~= ARGV[4] then return 0 end
return write(ARGV[1], ARGV[2], tonumber(ARGV[3]))`,
  delete: `${prelude}
if ARGV[2] and redis.call('GET', rows .. ARGV[1]) ~= ARGV[2] then return 0 end
return drop(ARGV[1])`,
  deleteRange: `${prelude}
local keys = redis.call('ZRANGE', index, '[' .. ARGV[1], '(' .. ARGV[2], 'BYLEX', 'LIMIT', 0, tonumber(ARGV[3]))
for _, key in ipairs(keys) do drop(key) end
if #keys > 0 then return 1 end
return 0`,
  page: `${prelude}
local from, to, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])
local found = {}
while #found < 3 * limit do
  local wanted = limit - #found / 3
  local keys = redis.call('ZRANGE', index, from, to, 'BYLEX', 'LIMIT', 0, wanted)
  for _, key in ipairs(keys) do
    local value = redis.call('GET', rows .. key)
    if value then
      found[#found + 1] = key
      found[#found + 1] = value
      found[#found + 1] = tostring(redis.call('PTTL', rows .. key))
    end
  end
  if #keys < wanted then break end
  from = '(' .. keys[#keys]
end
return found`,
} as const
