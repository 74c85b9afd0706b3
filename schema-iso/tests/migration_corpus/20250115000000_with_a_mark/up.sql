CREATE TABLE public.marked (id int);
