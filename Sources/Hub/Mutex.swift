#if CONFAB_STRESS
    import Synchronization

    /// The standard library's mutex with its order made visible to ThreadSanitizer, which does not see into the library
    /// where a contended lock is taken. Stands in for it only where the stress is built.
    package struct Mutex<Value: ~Copyable>: ~Copyable, Sendable {
        private let mutex: Synchronization.Mutex<Value>
        /// Written by who leaves and read by who enters, always inside the lock.
        private let witness = Atomic(0)

        package init(_ value: consuming sending Value) { mutex = Synchronization.Mutex(value) }

        package borrowing func withLock<Result: ~Copyable, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            try mutex.withLock { (value) throws(Failure) in
                _ = witness.load(ordering: .acquiring)
                defer { witness.add(1, ordering: .releasing) }
                return try body(&value)
            }
        }
    }
#endif
