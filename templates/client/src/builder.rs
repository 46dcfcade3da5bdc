//! The methods that the builders of all clients have. Macros write them, so that they are methods of each builder itself, which
//! need no trait in scope.

/// The methods of a builder with a field `config: Config`.
#[doc(hidden)]
#[macro_export]
macro_rules! __settings {
    () => {
        /// Limits each attempt of a call, until its answer is there, or the header fields of a stream.
        ///
        /// Without it there is no limit but ten seconds to connect.
        #[must_use]
        pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.config.timeout(limit);
            self
        }

        /// Limits the time in which nothing comes of an answer that is a stream.
        #[must_use]
        pub fn stream_timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.config.stream_timeout(limit);
            self
        }

        /// Sets the retry policy. By default, idempotent requests are retried up to twice.
        ///
        /// Clients with a transport that knows no timer do not retry, unless they are given one.
        #[must_use]
        pub fn retry(mut self, retry: $crate::Retry) -> Self {
            self.config.retry(retry);
            self
        }

        /// Sets `User-Agent`, which names this crate otherwise.
        #[must_use]
        pub fn user_agent(mut self, text: impl Into<String>) -> Self {
            self.config.user_agent(text.into());
            self
        }

        /// Shows every request to a function before it is sent, which may change its header fields.
        #[must_use]
        pub fn on_request(mut self, show: impl Fn(&mut $crate::Outgoing<'_>) + Send + Sync + 'static) -> Self {
            self.config.on_request(show);
            self
        }

        /// Shows to a function what came of every request.
        #[must_use]
        pub fn on_response(mut self, show: impl Fn(&$crate::Incoming<'_>) + Send + Sync + 'static) -> Self {
            self.config.on_response(show);
            self
        }

        /// Sets how the usual transport connects: limits, proxy, idle connections.
        #[must_use]
        pub fn connection(mut self, connection: $crate::Connection) -> Self {
            self.config.connection(connection);
            self
        }

        /// Sends requests by another transport: a stack of middleware, or a double in a test.
        #[must_use]
        pub fn transport(mut self, transport: impl $crate::Transport + 'static) -> Self {
            self.config.transport(transport);
            self
        }

        /// Measures time and waits by another timer than the transport's.
        #[must_use]
        pub fn timer(mut self, timer: impl $crate::Timer + 'static) -> Self {
            self.config.timer(timer);
            self
        }
    };
}

/// The method of builders of clients that call one server.
#[doc(hidden)]
#[macro_export]
macro_rules! __base_url {
    () => {
        /// Sets the address of the server, such as `https://api.example.com/v1`, for every operation.
        #[must_use]
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.config.base_url(url.into());
            self
        }
    };
}
