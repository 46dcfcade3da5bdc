//! Programs of their own for what is measured, and what the system says of them.

use std::io::{BufRead, BufReader, Write};
use std::net::Ipv4Addr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use axum::Router;
use tokio::net::TcpListener;

use crate::Error;

/// This program, started anew in a role. Ends when dropped.
#[derive(Debug)]
pub struct Part {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Part {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// If the system cannot.
    pub fn start(role: &[&str]) -> Result<Self, Error> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self { child, input, output })
    }

    /// Sends a line.
    ///
    /// # Errors
    ///
    /// If it has ended.
    pub fn tell(&mut self, line: &str) -> Result<(), Error> {
        Ok(writeln!(self.input, "{line}")?)
    }

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// If it has ended.
    pub fn hear(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        match self.output.read_line(&mut line)? {
            0 => Err("a part of the measurement has ended before its time".into()),
            _ => Ok(line.trim().to_owned()),
        }
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says where it listens, then serves until it is ended.
///
/// # Errors
///
/// If the system cannot.
pub async fn serve(router: Router) -> Result<(), Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

/// How long the first thread of a program has been on a processor, in nanoseconds. Those that are measured have one.
///
/// # Errors
///
/// Where the system is not Linux.
pub fn cpu(id: u32) -> Result<u64, Error> {
    let text = std::fs::read_to_string(format!("/proc/{id}/schedstat"))?;
    Ok(text.split(' ').next().unwrap_or_default().parse()?)
}

/// The most memory that a program has had, in KiB.
///
/// # Errors
///
/// Where the system is not Linux.
pub fn peak(id: u32) -> Result<u64, Error> {
    let text = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("no VmHWM")?.parse()?)
}
