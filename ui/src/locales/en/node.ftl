# The node: how the machine is.
node-stale = What you see is { $age } old: of { $time }.
node-about = This node
node-version = Version
node-party = Party
node-uptime = Running for
node-started = Started
node-clock = Its clock
node-ledgers = Ledgers
node-ledger-airspace = Airspace (DSS)
node-ledger-desk = Desk
node-records =
    { $count ->
        [one] { $number } record
       *[other] { $number } records
    }
node-store-ok = written to
node-store-bad = store does not take records
node-store-sqlite = on disk
node-store-memory = in memory only
node-desk = The desk
node-streams = Pages that follow
node-pending = Writes not yet heard of
node-deliveries = Others to be told
node-ground = Ground heights
node-rules = Rules
node-yes = yes
node-no = no
node-rule-equal-priority-may-overlap = Equal priorities may overlap
node-rule-monitors-conformance = Positions are watched
node-reached = Who can be reached
node-reached-none = Nobody was called since the start.
node-reached-ok = answers
node-reached-bad = does not answer
node-kind-dss = DSS
node-kind-peer = Other party
node-kind-token-server = Token server
node-calls =
    { $count ->
        [one] { $number } call
       *[other] { $number } calls
    }
node-failures =
    { $count ->
        [one] { $number } failure
       *[other] { $number } failures
    }
node-mean = { $value } ms on average
node-last-ok = last heard { $time }
node-never-ok = never heard
node-last-failure = last failure { $time }
node-limits = Bounds
node-limit = Bound on
node-fullness = Full
node-used = In use
node-bound = At most
node-limit-reached = Was reached
node-percent = { $value } %
node-times =
    { $count ->
        [one] { $number } time
       *[other] { $number } times
    }
node-never = never
node-requests = Requests
node-operation = Operation
node-count = Since start
node-failed = Failed
node-per-second = Per second
node-mean-ms = Mean, ms
node-rate = Now { $value } requests per second, { $failed } of them failed; at most { $most } in the last ten minutes.
node-rate-soon = The rate is known after the second look, in a few seconds.
node-limit-plans = Operations of this desk
node-limit-areas = Areas
node-limit-known = Things that others disclosed
node-limit-constraints = Constraints of this desk
node-limit-deliveries = Others to be told
node-limit-notices-listed = Notices at hand
node-limit-subscriptions = Subscriptions
node-limit-templates = Templates
node-limit-connections = Connections
node-limit-bodies-kib = Memory for requests, KiB
node-limit-streams = Pages that follow
node-limit-requests-of-one-subject = Requests of one caller per second
node-limit-commands-waiting-desk = Waiting to be decided, desk
node-limit-commands-waiting-airspace = Waiting to be decided, airspace
node-limit-log-searches = Searches of the log
node-limit-log-exports = Exports of the log
node-limit-looks-into-the-past = Looks into the past
node-rule-processes-constraints = Constraints of others are weighed
node-rule-manages-constraints = Published areas become constraints
node-rule-contingent-after-s = Seconds until a non-conforming operation is contingent
node-rule-automated-testing = Interfaces for automated testing
node-operation-none = no operation
