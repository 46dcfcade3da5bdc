//! Support code that Specwright copies into the crates it generates, as text.
//!
//! The code is compiled here for its tests only.

mod server_files;

#[cfg(test)]
pub mod server;

#[cfg(test)]
mod tests {
    mod server_parameter;
    mod server_path;
    mod server_router;
}

pub use server_files::SERVER;
