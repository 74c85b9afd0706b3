DELETE FROM public.users;
