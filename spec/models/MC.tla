--------------------------------- MODULE MC ----------------------------------
(* What a model runs: the protocol as it is. The cfg gives roles and bounds. *)
EXTENDS Protocol
=============================================================================
