"""Lua scripts that Redis or Valkey runs atomically.

An entry is a hash of version, data, expires and ends; a sorted set contains the keys of
all entries, ordered by expiry. A member is a hash of version, data and parent; it has the
times of its parent. A sorted set for each parent contains the keys of its members, in the
order of their creation. Times and versions are stored as the text that Python wrote
and converted to numbers only for comparisons, so that no digit is lost. In each script the
first write that needs memory precedes all others that do: a full server refuses that one,
and no entry is left half written. Each change is published on the room's channel, if it has one.

KEYS: the sorted set of expiries; the hash of the entry, if the script is about one entry.
ARGV: the time now; the prefixes of hashes and of sets of members; the channel or nothing; then those of the script.
"""

COMMON = """
local now, prefix, members, channel = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]

local function announce(key)
    if channel ~= '' then
        redis.call('PUBLISH', channel, key)
    end
end

-- Version, expiry, end and owner, whose times these are, of an entry or member, expired or not.
local function find(hash, key)
    local found = redis.call('HMGET', hash, 'version', 'expires', 'ends', 'parent')
    if not found[1] then
        return false
    end
    if not found[4] then
        return {found[1], found[2], found[3], key}
    end
    local times = redis.call('HMGET', prefix .. found[4], 'expires', 'ends')
    return {found[1], times[1] or '0', times[2] or '0', found[4]}
end

local function is_live(found)
    return found and tonumber(found[2]) > now
end

local function remove(key)
    local parent = redis.call('HGET', prefix .. key, 'parent')
    if parent then
        redis.call('ZREM', members .. parent, key)
    else
        for _, member in ipairs(redis.call('ZRANGE', members .. key, 0, -1)) do
            redis.call('DEL', prefix .. member)
        end
        redis.call('DEL', members .. key)
        redis.call('ZREM', KEYS[1], key)
    end
    redis.call('DEL', prefix .. key)
end

local function clear(at_once)
    local keys = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, at_once)
    for _, key in ipairs(keys) do
        remove(key)
        announce(key)
    end
    return #keys
end
"""

# Returns a word, and for a member the times of its parent.
CREATE = (
    COMMON
    + """
local cap, at_once, key, data, expires, ends = tonumber(ARGV[5]), ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
clear(at_once)
if redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf') >= cap then
    return {'full'}
end
local found = find(KEYS[2], key)
if is_live(found) then
    return {'taken'}
elseif found then
    remove(key)
end
redis.call('HSET', KEYS[2], 'version', 1, 'data', data, 'expires', expires, 'ends', ends)
redis.call('ZADD', KEYS[1], expires, key)
announce(key)
return {'made'}
"""
)

CREATE_MEMBER = (
    COMMON
    + """
local most, at_once, key, data, parent = tonumber(ARGV[5]), ARGV[6], ARGV[7], ARGV[8], ARGV[9]
clear(at_once)
local group = find(prefix .. parent, parent)
if not is_live(group) or group[4] ~= parent then
    return {'missing'}
elseif most and redis.call('ZCARD', members .. parent) >= most then
    return {'full'}
end
local found = find(KEYS[2], key)
if is_live(found) then
    return {'taken'}
elseif found then
    remove(key)
end
local last = redis.call('ZRANGE', members .. parent, -1, -1, 'WITHSCORES')[2]
redis.call('HSET', KEYS[2], 'version', 1, 'data', data, 'parent', parent)
redis.call('ZADD', members .. parent, (last or 0) + 1, key)
announce(key)
return {'made', group[2], group[3]}
"""
)

# Returns version, expiry, end and owner as they were. The data is written if the version is the expected one.
PUT = (
    COMMON
    + """
local found = find(KEYS[2], ARGV[5])
if not is_live(found) then
    return false
end
if found[1] == ARGV[6] then
    redis.call('HSET', KEYS[2], 'version', ARGV[7], 'data', ARGV[8])
    announce(ARGV[5])
end
return found
"""
)

RENEW = (
    COMMON
    + """
local found = redis.call('HMGET', KEYS[2], 'expires', 'ends')
if found[1] == ARGV[5] and found[2] == ARGV[6] then
    redis.call('HSET', KEYS[2], 'expires', ARGV[7])
    redis.call('ZADD', KEYS[1], ARGV[7], ARGV[8])
end
"""
)

# Returns the version of the live entry, if there was one. Deletes it unless another version was expected.
DELETE = (
    COMMON
    + """
local found = find(KEYS[2], ARGV[5])
local live = is_live(found)
if live and ARGV[6] ~= '' and ARGV[6] ~= found[1] then
    return found[1]
end
remove(ARGV[5])
if live then
    announce(ARGV[5])
end
return live and found[1]
"""
)

# Returns expiry and end of the parent, then key, version and data of each member.
MEMBERS = (
    COMMON
    + """
local group = find(KEYS[2], ARGV[5])
if not is_live(group) then
    return {}
end
local found = {group[2], group[3]}
for _, key in ipairs(redis.call('ZRANGE', members .. ARGV[5], 0, -1)) do
    local member = redis.call('HMGET', prefix .. key, 'version', 'data')
    found[#found + 1] = key
    found[#found + 1] = member[1]
    found[#found + 1] = member[2]
end
return found
"""
)

EXPIRE = (
    COMMON
    + """
return clear(ARGV[5])
"""
)
