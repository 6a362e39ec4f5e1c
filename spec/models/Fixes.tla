-------------------------------- MODULE Fixes --------------------------------
(* Repairs that no kernel has (or none yet), each one operator of the        *)
(* protocol replaced in the cfg: so that a flaw that was never mended is     *)
(* shown to be understood. Where a question only has to be answered the      *)
(* other way, the answer is MC's (Always, Never).                            *)
EXTENDS MC

\* module_is_live that does not take UNFORMED for live (fact F7).
NeitherGoingNorUnformed(m) == state[m] \notin {GOING, UNFORMED}

\* Who looks at a module that a COMING notifier has published takes it only once it is LIVE (fact F6).
PublishedAndLive(m) == registered[m] /\ state[m] = LIVE

\* A thread that puts its own module does not come back to it: module_put_and_kthread_exit.
NothingMore == <<>>

\* The tracepoint of module_put before its decrement (fact F10).
TraceBeforeDecrement == PutTrace \o <<DecLabel>>
=============================================================================
