"""Lua scripts that Redis or Valkey runs atomically.

An entry is a hash of version, data, expires and ends; a sorted set contains the keys of
all entries, ordered by expiry. Times and versions are stored as the text that Python wrote
and converted to numbers only for comparisons, so that no digit is lost. In each script the
first write that needs memory precedes all others that do: a full server refuses that one,
and no entry is left half written.

KEYS: the hash of the entry, if the script is about one entry; then the sorted set.
"""

CREATE = """
local now, cap, prefix, at_once = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4]
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, at_once)) do
    redis.call('DEL', prefix .. key)
    redis.call('ZREM', KEYS[2], key)
end
if redis.call('ZCOUNT', KEYS[2], '(' .. ARGV[1], '+inf') >= cap then
    return 'full'
end
local expires = redis.call('HGET', KEYS[1], 'expires')
if expires and tonumber(expires) > now then
    return 'taken'
end
redis.call('HSET', KEYS[1], 'version', 1, 'data', ARGV[6], 'expires', ARGV[7], 'ends', ARGV[8])
redis.call('ZADD', KEYS[2], ARGV[7], ARGV[5])
return 'made'
"""

# Returns version, expiry and end as they were. The data is written if the version is the expected one.
PUT = """
local found = redis.call('HMGET', KEYS[1], 'version', 'expires', 'ends')
if not found[1] or tonumber(found[2]) <= tonumber(ARGV[1]) then
    return false
end
if found[1] == ARGV[2] then
    redis.call('HSET', KEYS[1], 'version', ARGV[3], 'data', ARGV[4])
end
return found
"""

RENEW = """
local found = redis.call('HMGET', KEYS[1], 'expires', 'ends')
if found[1] == ARGV[1] and found[2] == ARGV[2] then
    redis.call('HSET', KEYS[1], 'expires', ARGV[3])
    redis.call('ZADD', KEYS[2], ARGV[3], ARGV[4])
end
"""

# Returns the version of the live entry, if there was one. Deletes it unless another version was expected.
DELETE = """
local found = redis.call('HMGET', KEYS[1], 'version', 'expires')
local live = found[1] and tonumber(found[2]) > tonumber(ARGV[1])
if live and ARGV[3] ~= '' and ARGV[3] ~= found[1] then
    return found[1]
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[2])
return live and found[1]
"""

EXPIRE = """
local keys = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, key in ipairs(keys) do
    redis.call('DEL', ARGV[2] .. key)
    redis.call('ZREM', KEYS[1], key)
end
return #keys
"""
