------------------------------- MODULE Lookups -------------------------------
(* Code that finds a module without the mutex, and what it does with it.     *)
(*                                                                           *)
(* Models: report_bug (uses the entry that module_find_bug has found),       *)
(*   __symbol_get (lookup, then strong_try_module_get),                      *)
(*   check_kprobe_address_safe (lookup and get in one section), print_modules*)
(*   (the state, and last_unloaded_module), dereference_symbol_descriptor,   *)
(*   symbol_put_addr.                                                        *)
(* Fused: a lookup's walk is one step. A module is UNFORMED before it is     *)
(*   unlinked, and a lookup skips UNFORMED, so it finds what is linked and   *)
(*   formed at one instant. How walks themselves go wrong is ModuleList's.   *)
(* Leaves out: which symbol or address is asked for; the lookup may find any *)
(*   module that is there.                                                   *)
EXTENDS Dependencies

\* A lookup begins: the section of the walkers, whatever it is on this kernel.
Lookup_Begin(t, labels) ==
  /\ Call(t, ListHead, labels)
  /\ EnterSection(t, ListWalkersUse)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* It finds a module, or nothing.
Finds(t, m, labels) ==
  /\ pc' = [pc EXCEPT ![t] = labels] /\ obj' = [obj EXCEPT ![t] = m]
  /\ UNCHANGED <<sect, gpWait>>
FindsNothing(t) == ~(\E m \in Modules : Formed(m)) /\ Jump(t, <<>>) /\ LeaveSections(t)

LookupTouch(m) == Fault(mem[m] = "freed", UseAfterFreeByLookup)

-----------------------------------------------------------------------------
(* report_bug: ModuleList's walker of module_bug_list comes to its entry.    *)

\* The section ends, and then the entry is used (fact F18). In BUG context, and without preemption, what
\* follows belongs to the section all the same.
BugEntryIsUsedInSection == ~BugListIsRcu \/ ~Preemptible

ModuleFindBug_Found(t) ==
  /\ At(t, "ModuleFindBug_Next") /\ Running(t)
  /\ t \in BugReporters /\ obj[t] \in Modules
  /\ TrappingCodePinsModule(obj[t])
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByBugWalker)
  /\ pc' = [pc EXCEPT ![t] = <<"ReportBug_UseEntry">>]
  /\ IF BugEntryIsUsedInSection THEN UNCHANGED <<sect, gpWait>> ELSE LeaveSections(t)
  /\ UNCHANGED <<loadVars, obj, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

ReportBug_UseEntry(t) ==
  /\ At(t, "ReportBug_UseEntry") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByReportBug)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* __symbol_get                                                              *)

SymbolGet_Begin(t) ==
  /\ t \in SymbolGetters /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Lookup_Begin(t, <<"SymbolGet_Next">>)

SymbolGet_Next(t) ==
  /\ At(t, "SymbolGet_Next") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, <<"StrongTryModuleGet_State">> \o TryModuleGetInSection)
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* What strong_try_module_get says of a state that a lookup cannot have seen.
BugOnUnformed == TRUE

\* BUG_ON(UNFORMED); COMING is busy. The lookup has seen another state, but that was then (fact F13).
StrongTryModuleGet_State(t) ==
  /\ At(t, "StrongTryModuleGet_State") /\ Running(t)
  /\ faults' = LookupTouch(obj[t]) \cup
               If(state[obj[t]] = UNFORMED /\ BugOnUnformed, BugOnStrongTryModuleGet)
  /\ CASE state[obj[t]] = UNFORMED /\ BugOnUnformed -> Jump(t, <<"Dead">>) /\ UNCHANGED <<sect, gpWait>>
       [] state[obj[t]] = UNFORMED /\ ~BugOnUnformed -> Jump(t, <<>>) /\ LeaveSections(t)
       [] state[obj[t]] = COMING   -> Jump(t, <<>>) /\ LeaveSections(t)
       [] OTHER                    -> Done(t) /\ UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* check_kprobe_address_safe: is it text of a module? Which module? Get it.  *)

CheckKprobe_Begin(t) ==
  /\ t \in Probers /\ Running(t)
  /\ \E m \in Modules : GetMayBeginByLookup(m)
  /\ Lookup_Begin(t, IF KprobesLookUpOnce THEN <<"CheckKprobe_Lookup">>
                                          ELSE <<"CheckKprobe_IsText", "CheckKprobe_Lookup">>)

\* The first of two lookups, where there are two. The module that it saw is not kept in hand.
CheckKprobe_IsText(t) ==
  /\ At(t, "CheckKprobe_IsText") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, ListHead, Tail(pc[t]))
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* Not found now, but found before: taken for text of the kernel, and probed without a reference.
CheckKprobe_Lookup(t) ==
  /\ At(t, "CheckKprobe_Lookup") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, TryModuleGetInSection) /\ UNCHANGED faults
     \/ FindsNothing(t) /\ faults' = Fault(~KprobesLookUpOnce, ProbeWithoutReference)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* print_modules                                                             *)

PrintModules_Begin(t) ==
  /\ t \in Printers /\ Running(t)
  /\ Lookup_Begin(t, <<"PrintModules_Next", "PrintModules_LastUnloaded">>)

PrintModules_Next(t) ==
  /\ At(t, "PrintModules_Next") /\ Running(t)
  /\ \/ \E m \in Modules : Formed(m) /\ Finds(t, m, <<"PrintModules_Flags", "PrintModules_LastUnloaded">>)
     \/ (\A m \in Modules : ~Formed(m)) /\ Done(t) /\ UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

\* module_flags has a BUG_ON(UNFORMED) of its own.
PrintModules_Flags(t) ==
  /\ At(t, "PrintModules_Flags") /\ Running(t)
  /\ faults' = LookupTouch(obj[t]) \cup If(state[obj[t]] = UNFORMED, BugOnModuleFlags)
  /\ IF state[obj[t]] = UNFORMED THEN Jump(t, <<"Dead">>) ELSE Done(t)
  /\ UNCHANGED <<loadVars, ret, mutex, rcuVars, state, mem, next, bugNext, countVars, ghostVars>>

PrintModules_LastUnloaded(t) ==
  /\ At(t, "PrintModules_LastUnloaded") /\ Running(t)
  /\ faults' = Fault(lastUnloaded[1] # lastUnloaded[2], LastUnloadedOfTwoNames)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* dereference_symbol_descriptor: finds the module, uses it.                 *)

DereferenceSymbolDescriptor_Begin(t) ==
  t \in Descriptors /\ Running(t) /\ Lookup_Begin(t, <<"DereferenceSymbolDescriptor_Next">>)

\* Without preemption the use belongs to the section all the same: nothing schedules in between.
EndsTooSoon == ~DescriptorInSection /\ Preemptible

DereferenceSymbolDescriptor_Next(t) ==
  /\ At(t, "DereferenceSymbolDescriptor_Next") /\ Running(t)
  /\ \/ \E m \in Modules :
          /\ Formed(m)
          /\ pc' = [pc EXCEPT ![t] = <<"DereferenceSymbolDescriptor_Use">>] /\ obj' = [obj EXCEPT ![t] = m]
          /\ IF EndsTooSoon THEN LeaveSections(t) ELSE UNCHANGED <<sect, gpWait>>
     \/ FindsNothing(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

DereferenceSymbolDescriptor_Use(t) ==
  /\ At(t, "DereferenceSymbolDescriptor_Use") /\ Running(t)
  /\ faults' = Fault(mem[obj[t]] = "freed", UseAfterFreeByDescriptor)
  /\ Done(t) /\ LeaveSections(t)
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, state, mem, next, bugNext, countVars, ghostVars>>

-----------------------------------------------------------------------------
(* symbol_put_addr: its caller has a reference to the module that it looks   *)
(* for, and to no other that it walks over. It took no lock up to v4.2.      *)

SymbolPutAddr_Begin(t) ==
  /\ t \in SymbolPutters /\ Running(t)
  /\ \E m \in Modules : PutsBalanceGets(m)
  /\ Call(t, ListHead, <<"SymbolPutAddr_Next">>)
  /\ IF SymbolPutAddrLocks \/ ~Preemptible THEN EnterSection(t, "preempt") ELSE UNCHANGED <<sect, gpWait>>
  /\ UNCHANGED <<loadVars, ret, mutex, stopped, listVars, countVars, ghostVars>>

SymbolPutAddr_Next(t) ==
  /\ At(t, "SymbolPutAddr_Next") /\ Running(t)
  /\ Walk_Next(t, next, UseAfterFreeBySymbolPutAddr, PoisonForSymbolPutAddr)

\* The entry in hand is the one.
SymbolPutAddr_Found(t) ==
  /\ At(t, "SymbolPutAddr_Next") /\ Running(t)
  /\ obj[t] \in Modules /\ PutsBalanceGets(obj[t])
  /\ pc' = [pc EXCEPT ![t] = ModulePutInSection]
  /\ UNCHANGED <<loadVars, obj, ret, mutex, rcuVars, listVars, countVars, ghostVars>>
=============================================================================
