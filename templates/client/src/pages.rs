//! Results that come page by page, as streams. No page is asked for before the one before it is used up.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call::Call;
use super::error::Error;
use super::pager::{After, Pager};
use super::paging::Paging;
use super::response::Read;

/// The pages of a list. After an error it ends.
pub struct Pages<'c, P, E> {
    success: Read<P>,
    error: Read<E>,
    state: State<'c, P, E>,
}

enum State<'c, P, E> {
    Ready(Asking<'c>),
    Waiting(Turning<'c, P, E>),
    Done,
}

/// The future of a page, and of what asks for the one after it; `None` for one that came before.
type Turning<'c, P, E> = Pin<Box<dyn Future<Output = Result<Option<Turned<'c, P>>, Error<E>>> + Send + 'c>>;
type Turned<'c, P> = (P, Option<Asking<'c>>);
/// The call for a page, which is sent a copy at a time, and what makes it one for the next.
type Asking<'c> = Box<(Call<'c>, Pager)>;

impl<'c, P: 'c, E: 'c> Pages<'c, P, E> {
    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// As sending the call by itself. Nothing comes after one.
    pub async fn next(&mut self) -> Option<Result<P, Error<E>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The items that `take` finds in the pages.
    pub fn items<T: 'c>(self, take: fn(P) -> Vec<T>) -> PagedItems<'c, T, E> {
        PagedItems {
            pages: Box::pin(Taking { pages: self, take }),
            items: Vec::new().into_iter(),
        }
    }
}

impl<'c, P: 'c, E: 'c> Stream for Pages<'c, P, E> {
    type Item = Result<P, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut turning = match std::mem::replace(&mut self.state, State::Done) {
            State::Ready(asking) => turn(asking, self.success, self.error),
            State::Waiting(turning) => turning,
            State::Done => return Poll::Ready(None),
        };
        let Poll::Ready(turned) = turning.as_mut().poll(cx) else {
            self.state = State::Waiting(turning);
            return Poll::Pending;
        };
        Poll::Ready(match turned {
            Ok(Some((page, next))) => {
                self.state = next.map_or(State::Done, State::Ready);
                Some(Ok(page))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

/// The items of all pages of a list. After an error it ends.
pub struct PagedItems<'c, T, E> {
    pages: Lists<'c, T, E>,
    items: std::vec::IntoIter<T>,
}

/// The items of each page.
type Lists<'c, T, E> = Pin<Box<dyn Stream<Item = Result<Vec<T>, Error<E>>> + Send + 'c>>;

impl<T: Unpin, E> PagedItems<'_, T, E> {
    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// When a page cannot be had. Nothing comes after one.
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All items. There may be many: each page is a request.
    ///
    /// # Errors
    ///
    /// When a page cannot be had.
    pub async fn all(mut self) -> Result<Vec<T>, Error<E>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<T: Unpin, E> Stream for PagedItems<'_, T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.as_mut().poll_next(cx)) {
                Some(Ok(items)) => self.items = items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Pages as their items.
struct Taking<'c, P, T, E> {
    pages: Pages<'c, P, E>,
    take: fn(P) -> Vec<T>,
}

impl<'c, P: 'c, T, E: 'c> Stream for Taking<'c, P, T, E> {
    type Item = Result<Vec<T>, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(Pin::new(&mut self.pages).poll_next(cx));
        Poll::Ready(page.map(|page| Ok((self.take)(page?))))
    }
}

impl<'c> Call<'c> {
    /// The pages that begin with the one that this call asks for.
    pub fn pages<P: 'c, E: 'c>(self, paging: &'static Paging, success: Read<P>, error: Read<E>) -> Pages<'c, P, E> {
        let pager = Pager::new(paging, &self);
        let state = State::Ready(Box::new((self, pager)));
        Pages { success, error, state }
    }
}

/// Sends a call, and makes it one for the page after.
fn turn<'c, P: 'c, E: 'c>(mut asking: Asking<'c>, success: Read<P>, error: Read<E>) -> Turning<'c, P, E> {
    Box::pin(async move {
        let (call, pager) = &mut *asking;
        let reply = call.again().succeed(error).await?;
        let body = reply.body.as_bytes().cloned().unwrap_or_default();
        let headers = reply.headers.clone();
        let page = success(reply)?;
        Ok(match pager.advance(call, &body, &headers) {
            After::Page => Some((page, Some(asking))),
            After::Nothing => Some((page, None)),
            After::Repetition => None,
        })
    })
}

impl<P, E> fmt::Debug for Pages<'_, P, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<T, E> fmt::Debug for PagedItems<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PagedItems")
    }
}
